import QtQuick
import Lobby

/** One thing to try, with an icon on the tint of its page. */
Row {
    id: root

    required property string iconName
    required property string tip

    spacing: 2.4 * Theme.unit

    Rectangle {
        id: ground
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
        anchors.verticalCenter: ground.verticalCenter
        width: root.width - ground.width - root.spacing
        text: root.tip
        size: Theme.text(3.1)
        wght: Theme.semibold
        wrapMode: Text.WordWrap
    }
}
