pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** People as cards, as many beside one another as can be read. */
Item {
    id: root

    required property QtObject people
    required property real margin // at both sides; the edge of a focused card needs some of it
    property alias place: grid.contentY
    readonly property alias view: grid
    required property int cards // how many there are, also of those who are gone
    required property int total // people, also those who have no card yet
    required property real room // height there is, without a pill below
    readonly property bool scrolls: Math.ceil(cards / columns) * (cardHeight + gap) + ring > room

    signal picked(key: string)
    signal ended() // they scrolled to the last card

    readonly property real gap: Theme.gap2
    readonly property real ring: 1.2 * Theme.unit // around a focused card
    readonly property real inner: width - 2 * margin
    readonly property real narrowest: 37 * Theme.unit * Theme.textScale
    readonly property int columns: Math.max(1, Math.min(3, Math.floor((inner + gap) / (narrowest + gap))))
    property bool isTight: false // above a keyboard
    readonly property real cardHeight: (isTight ? 3.8 : 4.8) * Theme.unit + Theme.text(Theme.textScale > 1.2 ? 24 : 20.6)
    readonly property int wholeRows: Math.floor((grid.contentY - grid.originY + grid.height + 0.3 * cardHeight) / grid.cellHeight)
    readonly property int below: Math.max(0, total - wholeRows * columns)

    function goToTop(): void {
        grid.contentY = grid.originY;
    }

    GridView {
        id: grid
        x: root.margin - root.ring
        width: root.inner + root.gap
        height: parent.height
        cellWidth: (root.inner + root.gap) / root.columns
        cellHeight: root.cardHeight + root.gap
        model: root.people
        reuseItems: true
        cacheBuffer: 0 // Qt complains where rows go that it was still preparing beyond the edge
        clip: true
        header: Item { height: root.ring }
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        onAtYEndChanged: if (atYEnd) root.ended()

        delegate: FocusScope {
            id: cell

            required property string key
            required property string name
            required property string initials
            required property int hue
            required property string photo
            required property string headline
            required property string mode
            required property string since
            required property bool isEarlier
            required property string offer
            required property string ask
            required property bool isGone

            width: grid.cellWidth
            height: grid.cellHeight
            // A card that waits to be used again is nobody's, also for who hears the screen.
            GridView.onPooled: visible = false
            GridView.onReused: visible = true

            PersonCard {
                x: root.ring
                width: parent.width - root.gap
                height: root.cardHeight
                focus: true
                name: cell.name
                initials: cell.initials
                hue: cell.hue
                photo: cell.photo
                headline: cell.headline
                mode: cell.mode
                since: cell.since
                isEarlier: cell.isEarlier
                offer: cell.offer
                ask: cell.ask
                isGone: cell.isGone
                onClicked: root.picked(cell.key)
            }
        }
    }
    PageFade {
        visible: grid.contentY > grid.originY + 1 // less is only rounding
        isTop: true
    }
    PageFade {
        anchors.bottom: parent.bottom
        visible: !grid.atYEnd
    }
}
