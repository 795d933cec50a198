import QtQuick
import Lobby

/** How many people are here: the number large, the words beside it, faces of some of them. */
Item {
    id: root

    required property int count
    required property string words
    property QtObject faces: null // of people who chose to be seen
    property color ground: Theme.paper
    property real numberSize: Theme.text(11)
    property real wordsSize: Theme.text3
    property bool stacked: false // faces under the words, not beside them

    implicitWidth: beside.x + beside.implicitWidth
    implicitHeight: Math.max(number.implicitHeight, beside.implicitHeight)
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
    Grid {
        id: beside
        x: number.implicitWidth + Theme.gap3
        anchors.verticalCenter: parent.verticalCenter
        columns: root.stacked ? 1 : 2
        columnSpacing: Theme.gap3
        rowSpacing: Theme.gap1
        verticalItemAlignment: Grid.AlignVCenter

        TextLine {
            text: root.words
            size: root.wordsSize
            wght: Theme.semibold
            Accessible.ignored: true
        }
        FaceStack {
            visible: root.faces !== null
            faces: root.faces
            ground: root.ground
        }
    }
}
