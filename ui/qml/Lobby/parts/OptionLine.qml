import QtQuick
import Lobby

/** One line of a panel to choose from; what holds at present is tinted and has a check. */
Touchable {
    id: root

    property string iconName: checked ? "check" : ""
    property real size: Theme.text(2.6)
    property bool isOneOfSome: true
    property real most: Infinity // as wide as it may get

    ground: checked ? Theme.accentTint : "transparent"
    edge: "transparent"
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * padding)
    Accessible.role: isOneOfSome ? Accessible.RadioButton : Accessible.Button
    Accessible.checked: checked

    contentItem: Row {
        spacing: Theme.gap1

        Icon {
            id: icon
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName
            size: Theme.large(3)
            color: Theme.accent
        }
        TextLine {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.most - icon.width - Theme.gap1 - root.leftPadding - root.rightPadding)
            text: root.text
            size: root.size
            wght: Theme.semibold
            color: Theme.accent
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}
