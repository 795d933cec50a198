import QtQuick
import Lobby

/** A button of one of four kinds: filled (one a page), hello (wave only), quiet, text. */
Touchable {
    id: root

    property string kind: "quiet"
    property string iconName: ""
    property real size: Theme.text2
    property bool stacked: false // icon above the label
    readonly property real gap: 0.4 * size // between icon and label
    readonly property real iconRoom: iconName === "" ? 0 : size * Theme.iconRatio + gap
    property color letters: kind === "filled" ? Theme.accentInk
        : kind === "hello" ? Theme.helloInk : Theme.accent

    ground: kind === "filled" ? Theme.accent : kind === "hello" ? Theme.hello
        : kind === "quiet" ? Theme.card : "transparent"
    edge: kind === "quiet" ? Theme.edge : "transparent"
    horizontalPadding: kind === "text" ? 0 : Theme.gap2
    implicitHeight: Math.max(Theme.touch, implicitContentHeight + topPadding + bottomPadding)

    contentItem: Item {
        implicitWidth: Math.ceil(label.implicitWidth) + (root.stacked ? 0 : root.iconRoom)
        implicitHeight: content.implicitHeight

        Grid {
            id: content
            anchors.centerIn: parent
            columns: root.stacked ? 1 : 2
            spacing: label.visible ? root.gap : 0 // a Grid keeps it beside an empty column too
            horizontalItemAlignment: Grid.AlignHCenter
            verticalItemAlignment: Grid.AlignVCenter

            Icon {
                visible: root.iconName !== ""
                name: root.iconName
                size: root.size * Theme.iconRatio
                color: root.letters
            }
            TextLine {
                id: label
                visible: text !== ""
                width: Math.min(implicitWidth,
                                root.availableWidth - (root.stacked ? 0 : root.iconRoom))
                text: root.text
                size: root.size
                wght: Theme.semibold
                color: root.letters
                wrapMode: Text.WordWrap
                horizontalAlignment: root.stacked ? Text.AlignHCenter : Text.AlignLeft
                Accessible.ignored: true
            }
        }
    }
}
