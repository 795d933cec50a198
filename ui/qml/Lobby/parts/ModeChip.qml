import QtQuick
import Lobby

/** One of the three ways to be here today. Chosen is a state, shown by ground and check. */
Touchable {
    id: root

    required property string iconName
    property string explanation: ""
    property bool stacked: Theme.portrait

    checkable: false
    ground: checked ? Theme.accent : Theme.card
    edge: checked ? "transparent" : Theme.edge
    padding: Theme.gap2
    implicitHeight: Math.max(Theme.touch, (stacked ? 15 : 10) * Theme.unit)
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
            anchors {
                left: root.stacked ? parent.left : icon.right
                right: parent.right
                leftMargin: root.stacked ? 0 : Theme.gap2 * 0.9
                verticalCenter: root.stacked ? undefined : parent.verticalCenter
                bottom: root.stacked ? parent.bottom : undefined
            }
            spacing: 0.4 * Theme.unit

            TextLine {
                width: parent.width - (root.stacked ? 0 : check.width)
                text: root.text
                size: root.stacked ? Theme.text2 : Theme.text(2.9)
                wght: Theme.semibold + 30
                color: root.checked ? Theme.accentInk : Theme.ink
                wrapMode: Text.WordWrap
                maximumLineCount: 2
                elide: Text.ElideRight
                horizontalAlignment: root.stacked ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
            TextLine {
                visible: !root.stacked && text !== ""
                width: parent.width
                text: root.explanation
                size: Theme.text1
                color: root.checked ? Theme.accentInk : Theme.soft
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
        Icon {
            id: check
            anchors { right: parent.right; top: root.stacked ? parent.top : undefined }
            y: root.stacked ? 0 : (parent.height - height) / 2
            visible: root.checked
            name: "check"
            size: 2.8 * Theme.unit
            color: Theme.accentInk
        }
    }
}
