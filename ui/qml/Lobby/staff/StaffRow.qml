import QtQuick
import Lobby

/** One person in a list: face, whole name, what is said of them below it, and a sign for that. */
Item {
    id: root

    required property string name
    required property string initials
    required property int hue
    required property string label
    required property string detail
    required property string iconName
    property color iconColor: Theme.accent
    property bool dimmed: false

    implicitHeight: Math.max(face.height, words.height)
    Accessible.role: Accessible.ListItem

    Avatar {
        id: face

        anchors.verticalCenter: parent.verticalCenter
        diameter: 4.6 * Theme.unit
        initials: root.initials
        hue: root.hue
        dimmed: root.dimmed
    }
    Column {
        id: words

        anchors {
            left: face.right
            leftMargin: 1.4 * Theme.unit
            right: icon.left
            rightMargin: Theme.gap1
            verticalCenter: parent.verticalCenter
        }

        TextLine {
            width: parent.width
            text: root.label
            size: Theme.text(2.4)
            wght: Theme.semibold
            lineHeight: 0.92
            wrapMode: Text.WordWrap
            Accessible.ignored: true
        }
        TextLine {
            width: parent.width
            text: root.detail
            size: Theme.text1
            color: Theme.soft
            lineHeight: 0.92
            wrapMode: Text.WordWrap
            Accessible.ignored: true
        }
    }
    Icon {
        id: icon

        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        name: root.iconName
        size: 2.7 * Theme.unit
        color: root.iconColor
    }
}
