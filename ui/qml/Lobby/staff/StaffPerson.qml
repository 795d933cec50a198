import QtQuick
import Lobby

/** One row of who is in. Where it is narrow, an icon alone shows how somebody is seen. */
Item {
    id: root

    required property string name
    required property string initials
    required property int hue
    required property string since
    required property string mode
    required property string visibility
    required property bool isUnknown

    readonly property string label: isUnknown ? qsTr("Somebody who joined today") : name
    // What a person chose for today beats what they chose once.
    readonly property bool unseen: mode === "invisible" || visibility === "hidden"
    readonly property string howSeen: mode === "heads_down" ? qsTr("heads down", "how somebody is seen")
        : mode === "invisible" ? qsTr("invisible today", "how somebody is seen")
        : visibility === "hidden" ? qsTr("only counted", "how somebody is seen")
        : visibility === "first_name" ? qsTr("first name only", "how somebody is seen") : qsTr("on the wall", "how somebody is seen")

    readonly property bool hasRoom: width > 34 * Theme.unit

    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, since %2, %3", "name, time, how they are seen")
        .arg(label).arg(since).arg(howSeen)

    Avatar {
        id: face

        anchors.verticalCenter: parent.verticalCenter
        diameter: 4.6 * Theme.unit
        initials: root.initials
        hue: root.hue
        dimmed: root.mode === "heads_down"
    }
    Column {
        anchors {
            left: face.right
            leftMargin: 1.4 * Theme.unit
            right: root.hasRoom ? icon.left : time.left
            rightMargin: Theme.gap1
            verticalCenter: parent.verticalCenter
        }

        TextLine {
            width: parent.width
            text: root.label
            size: Theme.text(2.4)
            wght: Theme.semibold
            lineHeight: root.hasRoom ? 0.95 : 0.88
            wrapMode: Text.WordWrap
            maximumLineCount: root.hasRoom ? 1 : 2
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        TextLine {
            width: parent.width
            visible: root.hasRoom
            text: qsTr("%1, %2", "time, how they are seen").arg(root.since).arg(root.howSeen)
            size: Theme.text1
            color: Theme.soft
            lineHeight: 0.95
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
    TextLine {
        id: time

        anchors { right: icon.left; rightMargin: Theme.gap1; verticalCenter: parent.verticalCenter }
        visible: !root.hasRoom
        text: root.since
        size: Theme.text1
        color: Theme.soft
        Accessible.ignored: true
    }
    Icon {
        id: icon

        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        name: root.unseen ? "eye-off" : root.mode === "heads_down" ? "headphones"
            : root.visibility === "first_name" ? "user" : "message-circle"
        size: 2.7 * Theme.unit
        color: root.unseen || root.mode === "heads_down" ? Theme.soft : Theme.accent
    }
}
