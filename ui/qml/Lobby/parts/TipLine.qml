import QtQuick
import Lobby

/** One thing to try, with an icon on the tint of its page. */
Item {
    id: root

    required property string iconName
    required property string tip

    implicitHeight: Math.max(ground.height, words.implicitHeight)

    Rectangle {
        id: ground
        y: (root.height - height) / 2
        width: 9 * Theme.unit
        height: width
        radius: Theme.radius
        color: Theme.busyTint

        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: 4.4 * Theme.unit
            color: Theme.busy
        }
    }
    TextLine {
        id: words
        anchors { left: ground.right; right: parent.right; leftMargin: 2.4 * Theme.unit; verticalCenter: parent.verticalCenter }
        text: root.tip
        size: Theme.text(3.1)
        wght: Theme.semibold
        wrapMode: Text.Wrap
    }
}
