import QtQuick
import Lobby

/** One of the three ways to be here today. Chosen is a state, shown by ground and check. */
Touchable {
    id: root

    required property string iconName
    property string explanation: ""
    // Large letters need the width for themselves.
    property bool stacked: Theme.portrait && Theme.textScale < 1.3

    readonly property color letters: checked ? Theme.accentInk : Theme.ink

    checkable: false
    ground: checked ? Theme.accent : Theme.card
    edge: checked ? "transparent" : Theme.edge
    padding: Theme.gap2
    implicitWidth: Math.ceil(name.implicitWidth) + 2 * padding + (stacked ? 0 : words.anchors.leftMargin + icon.width + check.width + Theme.gap1)
    implicitHeight: Math.max(Theme.touch, (stacked ? 15 : 10) * Theme.unit,
        2 * padding + words.implicitHeight + (stacked ? icon.height + Theme.gap1 : 0))
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked
    Accessible.description: explanation

    contentItem: Item {
        Icon {
            id: icon
            x: root.stacked ? (parent.width - width) / 2 : 0
            y: root.stacked ? 0 : (parent.height - height) / 2
            name: root.iconName
            size: 4 * Theme.unit
            color: root.checked ? Theme.accentInk : Theme.accent
        }
        Column {
            id: words
            anchors {
                left: root.stacked ? parent.left : icon.right
                right: root.stacked ? parent.right : check.left
                leftMargin: root.stacked ? 0 : 1.8 * Theme.unit
                rightMargin: root.stacked ? 0 : Theme.gap1
                verticalCenter: root.stacked ? undefined : parent.verticalCenter
                bottom: root.stacked ? parent.bottom : undefined
            }
            spacing: 0.4 * Theme.unit

            TextLine {
                id: name
                width: parent.width
                text: root.text
                size: root.stacked ? Theme.text2 : Theme.text(2.9)
                wght: Theme.semibold + 30
                color: root.letters
                wrapMode: Text.Wrap
                horizontalAlignment: root.stacked ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
            TextLine {
                visible: !root.stacked && text !== ""
                width: parent.width
                text: root.explanation
                size: Theme.text1
                color: root.checked ? Theme.accentInk : Theme.soft
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
        Icon {
            id: check
            x: parent.width - width
            y: root.stacked ? 0 : (parent.height - height) / 2
            visible: root.checked
            name: "check"
            size: 2.8 * Theme.unit
            color: Theme.accentInk
        }
    }
}
