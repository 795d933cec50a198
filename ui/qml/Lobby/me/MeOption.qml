import QtQuick
import Lobby

/** One of several answers of which one holds. Chosen is a state, shown by ground and check. */
Touchable {
    id: root

    property real size: Theme.text2

    ground: checked ? Theme.accent : Theme.card
    edge: checked ? "transparent" : Theme.edge
    padding: Theme.gap2
    implicitWidth: Theme.large(20)
    implicitHeight: Math.max(Theme.touch, label.implicitHeight + 2 * padding)
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked

    contentItem: Item {
        TextLine {
            id: label
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - check.width - Theme.gap1
            text: root.text
            size: root.size
            wght: Theme.semibold
            color: root.checked ? Theme.accentInk : Theme.accent
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        Icon {
            id: check
            anchors { right: parent.right; verticalCenter: parent.verticalCenter }
            visible: root.checked
            name: "check"
            color: Theme.accentInk
        }
    }
}
