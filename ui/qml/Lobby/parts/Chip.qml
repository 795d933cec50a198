import QtQuick
import Lobby

/** One of several to choose from, in a word or two; the chosen one is filled. */
Touchable {
    id: root

    property string iconName: ""
    property color iconColor: Theme.accent
    property real size: Theme.text(2.3)
    readonly property color letters: checked ? Theme.accentInk : Theme.ink

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + 2 * Theme.gap1)
    horizontalPadding: Theme.gap2
    corner: height / 2
    ground: checked ? Theme.accent : Theme.card
    edge: checked ? Theme.accent : Theme.edge
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked

    contentItem: Item {
        implicitWidth: (icon.visible ? icon.width + Theme.gap1 : 0) + Math.ceil(label.implicitWidth)
        implicitHeight: label.implicitHeight

        Icon {
            id: icon
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName !== ""
            name: root.iconName
            size: 1.15 * root.size
            color: root.checked ? root.letters : root.iconColor
        }
        TextLine {
            id: label
            anchors { left: icon.visible ? icon.right : parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
            anchors.leftMargin: icon.visible ? Theme.gap1 : 0
            text: root.text
            size: root.size
            wght: Theme.semibold
            color: root.letters
            elide: Text.ElideRight
            mayBeCut: true
            Accessible.ignored: true
        }
    }
}
