import QtQuick
import Lobby

/** One person as a face with a first name; who was here earlier says so. */
Item {
    id: root

    required property string name
    required property string initials
    required property int hue
    required property string photo
    required property bool isDimmed
    required property bool isEarlier
    property bool twoLines: false

    Accessible.role: Accessible.ListItem
    Accessible.name: isEarlier ? qsTr("%1, here earlier today").arg(name)
        : isDimmed ? qsTr("%1, heads down").arg(name) : name

    Avatar {
        id: face

        anchors.horizontalCenter: parent.horizontalCenter
        diameter: (root.isEarlier && !root.twoLines ? 5 : 8.6) * Theme.unit
        initials: root.initials
        hue: root.hue
        photo: root.photo
        dimmed: root.isDimmed
    }
    Column {
        anchors { top: face.bottom; topMargin: 0.4 * Theme.unit }
        width: parent.width

        TextLine {
            width: parent.width
            text: root.name
            size: Theme.text3
            wght: Theme.medium
            color: root.isDimmed ? Theme.soft : Theme.ink
            lineHeight: 0.95
            wrapMode: root.twoLines ? Text.Wrap : Text.NoWrap
            maximumLineCount: root.twoLines && !root.isEarlier ? 2 : 1
            elide: Text.ElideRight
            mayBeCut: true
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
        TextLine {
            visible: root.isEarlier
            width: parent.width
            text: qsTr("earlier", "here earlier today, under a face")
            size: Theme.text3
            color: Theme.soft
            lineHeight: 0.95
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
}
