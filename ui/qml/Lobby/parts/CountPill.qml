import QtQuick
import Lobby

/** How many people are here: the number large, the words beside it, faces of some of them. */
Item {
    id: root

    required property int count
    required property string words
    property real most: Infinity // as wide as it may get
    property QtObject faces: null // of people who chose to be seen
    property color ground: Theme.paper
    property real numberSize: Theme.large(11)
    property real wordsSize: Theme.text3
    property bool stacked: false // faces under the words, not beside them

    readonly property real indent: number.implicitWidth + Theme.gap3
    readonly property bool isStacked: stacked || indent + said.implicitWidth + Theme.gap3 + stack.implicitWidth > most

    implicitWidth: Math.min(most, indent + (isStacked ? Math.max(said.implicitWidth, stack.implicitWidth)
        : said.implicitWidth + Theme.gap3 + stack.implicitWidth))
    implicitHeight: Math.max(number.implicitHeight, beside.height)
    Accessible.role: Accessible.StaticText
    Accessible.name: number.text + " " + root.words

    TextLine {
        id: number
        anchors.verticalCenter: parent.verticalCenter
        text: Theme.whole(root.count)
        size: root.numberSize
        wght: Theme.heading
        color: Theme.accent
        Accessible.ignored: true
    }
    Item {
        id: beside
        x: root.indent
        y: (parent.height - height) / 2
        width: parent.width - x
        height: said.implicitHeight + (root.isStacked && stack.visible ? Theme.gap1 + stack.implicitHeight : 0)

        TextLine {
            id: said
            width: Math.min(implicitWidth, root.most - root.indent)
            text: root.words
            size: root.wordsSize
            wght: Theme.semibold
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        FaceStack {
            id: stack
            x: root.isStacked ? 0 : said.width + Theme.gap3
            y: root.isStacked ? said.implicitHeight + Theme.gap1 : (parent.height - height) / 2
            visible: root.faces !== null && width > 0
            faces: root.faces
            ground: root.ground
        }
    }
}
