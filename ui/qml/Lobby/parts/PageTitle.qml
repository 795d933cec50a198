import QtQuick
import Lobby

/** The head of a page that has no verdict: the way back where there is one, the page's name and a line about it. */
Item {
    id: root

    required property string title
    property string detail: ""
    property real size: Theme.text(5.6)
    property real smallest: Theme.text(4)
    property bool hasBack: false
    property real corner: 0 // room left for the ring at the right
    property Button other: null // instead of the ring: what else can be done here
    property bool isUnderRing: false // the ring stands above the words
    signal back()

    readonly property real ring: Theme.large(8.4) + Theme.gap2
    readonly property real above: isUnderRing ? ring : 0
    readonly property real aside: hasBack && !isUnderRing ? leave.width + Theme.gap3 : 0

    // What scrolls goes by at a distance from the ring, with its label, and from the way back.
    implicitHeight: Math.max(other ? other.implicitHeight + Theme.gap2 : 0, hasBack ? leave.height + Theme.gap2 : 0, corner > 0 ? ring + Theme.text(2.4) + Theme.gap2 : 0,
                             above + words.implicitHeight)

    Button {
        id: leave
        visible: root.hasBack
        width: 8 * Theme.unit
        height: width
        iconName: "arrow-left"
        size: 3.2 * Theme.unit
        Accessible.name: qsTr("Back")
        onClicked: root.back()
    }
    Column {
        id: words
        x: root.aside
        y: root.above
        width: parent.width - x - (root.other ? root.other.width + Theme.gap3 : root.corner)
        spacing: Theme.gap1

        Heading {
            width: parent.width
            text: root.title
            size: root.size
            smallest: root.smallest
        }
        TextLine {
            width: parent.width
            visible: text !== ""
            text: root.detail
            size: Theme.text(2.8)
            color: Theme.soft
            wrapMode: Text.Wrap
        }
    }
}
