import QtQuick
import Lobby

/** The head of a page of one's own: the way back, whose or what it is, and that something was kept. */
Item {
    id: root

    required property string title
    property string detail: ""
    property bool isSaved: false
    property bool hasFace: false
    property string initials: ""
    property int hue: 0
    property string photo: ""
    property real corner: 0 // room left for the ring at the right
    property bool hasRing: true // above the words, in portrait
    signal back()

    // In portrait the ring stands at the right of the way back, and the words below both.
    readonly property bool isBelow: Theme.portrait
    readonly property real start: isBelow ? 0 : leave.width + Theme.gap3
    // At least as high as the ring is.
    readonly property real beside: corner > 0 ? 14 * Theme.unit : leave.height
    readonly property real below: hasRing ? 14 * Theme.unit : leave.height + Theme.gap2

    readonly property real content: Math.max(words.implicitHeight, face.visible ? face.height : 0)

    implicitHeight: isBelow ? below + content : Math.max(beside, content)

    Button {
        id: leave
        width: Theme.touch + Theme.gap1
        height: width
        iconName: "arrow-left"
        size: 3.2 * Theme.unit
        Accessible.name: qsTr("Back")
        onClicked: root.back()
    }
    Avatar {
        id: face
        x: root.start
        y: root.isBelow ? words.y : 0
        visible: root.hasFace
        diameter: 10 * Theme.unit
        initials: root.initials
        hue: root.hue
        photo: root.photo
    }
    Column {
        id: words
        x: root.start + (face.visible ? face.width + Theme.gap2 : 0)
        y: root.isBelow ? root.below
            : Math.max(0, ((face.visible ? face.height : leave.height) - height) / 2)
        width: parent.width - x - root.corner
        spacing: 0.6 * Theme.unit

        Heading {
            width: parent.width
            text: root.title
            size: Theme.text(5)
            smallest: Theme.text(3.5)
        }
        TextLine {
            width: parent.width
            visible: text !== "" && !root.isSaved
            text: root.detail
            size: Theme.text2
            color: Theme.soft
            wrapMode: Text.Wrap
        }
        HintLine {
            width: parent.width
            visible: root.isSaved
            iconName: "check"
            hint: qsTr("Saved.")
            size: Theme.text2
            color: Theme.good
        }
    }
}
