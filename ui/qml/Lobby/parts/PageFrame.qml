import QtQuick
import Lobby
import Lobby.Models

/**
 * The skeleton of a kiosk page: a head at the top, one middle that scrolls where it needs more room than
 * there is, actions at the bottom that stay in view, and the page's countdown.
 *
 * Each of the three is one item that says by its implicitHeight the least it needs at its width; the frame
 * gives it place, width and height. So an implicitHeight must not depend on the item's own height.
 * Height that is left over goes to head and actions by their shares, the rest of it to the middle.
 *
 *     PageFrame {
 *         id: frame
 *         anchors.fill: parent
 *         model: root.model
 *         head: VerdictBand { … corner: frame.corner }
 *         middle: Column { … }
 *         actions: ButtonRow { … }
 *         onEscaped: root.model.backAsked()
 *     }
 *
 * Where little fits, for letters are so large (`Theme.crowded`) or the head alone takes half of the height, the
 * head scrolls with the middle, and the ring stands below, beside the pill that shows more. Actions that need over 40 % of the height scroll too.
 */
FocusScope {
    id: root

    required property KioskModel model
    property Item head: null
    property Item middle: null
    property Item actions: null
    property real headMargin: 0 // around a head that is no band over the whole width
    property real gap: Theme.gap3 // between the three
    property real margin: Theme.kioskMargin // at both sides
    property real bottomMargin: margin
    property real headShare: 0
    property real actionsShare: 0
    property bool hasRing: true
    property bool rises: true // comes in from a little below
    property string moreText: "" // instead of "More"
    signal escaped()

    /** Whose page it is; the next person's begins at its top. */
    readonly property string whose: model.page.person
    readonly property real inner: width - 2 * margin
    /** What a head leaves free at its right for the ring; in portrait that stands above the words. */
    readonly property real corner: hasRing && !Theme.crowded && !Theme.upright ? ring.fullWidth + Theme.gap3 : 0
    readonly property bool scrolls: least > height - (isRingBelow ? stripLeast : 0)

    readonly property bool isRingBelow: hasRing && !isHeadFixed
    readonly property bool isHeadFixed: !Theme.crowded && headLeast < 0.5 * height
    readonly property bool areActionsFixed: actionsLeast > 0 && actionsLeast < 0.4 * height
    readonly property real headLeast: head ? headMargin + head.implicitHeight : 0
    readonly property real middleLeast: middle ? gap + middle.implicitHeight : 0
    readonly property real actionsLeast: actions?.visible ? gap + actions.implicitHeight : 0
    readonly property real least: headLeast + middleLeast + actionsLeast + bottomMargin
    readonly property real stripLeast: strip.implicitHeight + (areActionsFixed ? 0 : Theme.gap2)
    readonly property real spare: Math.max(0, height - least - (isRingBelow ? stripLeast : 0))

    /** Scroll so far that this item can be seen. */
    function bringIntoView(item: Item): void {
        let holder = item;
        while (holder && holder !== view.contentItem)
            holder = holder.parent;
        if (!holder)
            return;
        const top = item.mapToItem(holder, 0, 0).y - Theme.gap2;
        const bottom = top + item.height + 2 * Theme.gap2;
        more.scrollTo(Math.min(top, Math.max(view.contentY, bottom - view.height)));
    }
    /** Give the focus to the first control below the head, as who uses the keyboard expects. */
    function focusFirst(): void {
        middlePlace.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
    }

    focus: true
    onWhoseChanged: view.contentY = 0
    Keys.onEscapePressed: escaped()
    Keys.onDownPressed: more.scrollTo(view.contentY + Theme.touch)
    Keys.onUpPressed: more.scrollTo(view.contentY - Theme.touch)
    Component.onCompleted: if (Hands.areOnKeys) focusFirst()

    Connections {
        target: root.Window.window

        function onActiveFocusItemChanged(): void {
            root.bringIntoView(root.Window.activeFocusItem);
        }
    }
    Binding { target: root.head; property: "parent"; value: root.isHeadFixed ? fixedHead : movingHead }
    Binding { target: root.head; property: "x"; value: root.headMargin }
    Binding { target: root.head; property: "y"; value: root.headMargin }
    Binding { target: root.head; property: "width"; value: root.width - 2 * root.headMargin }
    Binding {
        target: root.head
        property: "height"
        value: root.headLeast - root.headMargin + root.headShare * root.spare
    }
    Binding { target: root.middle; property: "parent"; value: middlePlace }
    Binding { target: root.middle; property: "width"; value: root.inner }
    Binding {
        target: root.middle
        property: "height"
        value: root.middleLeast - root.gap + (1 - root.headShare - root.actionsShare) * root.spare
    }
    Binding { target: root.actions; property: "parent"; value: root.areActionsFixed ? fixedActions : movingActions }
    Binding { target: root.actions; property: "width"; value: root.inner }
    Binding {
        target: root.actions
        property: "height"
        value: root.actionsLeast - root.gap + root.actionsShare * root.spare
    }

    Item {
        id: fixedHead
        width: parent.width
        height: root.isHeadFixed && root.head ? root.headMargin + root.head.height : 0
    }
    Item {
        id: corner
        width: parent.width
    }
    PageRing {
        id: ring
        parent: root.isRingBelow ? strip : corner
        visible: root.hasRing
        isLow: root.isRingBelow
        room: strip.width - (root.scrolls ? more.implicitWidth + Theme.gap2 : 0)
        countdown: root.model.countdown
    }
    Rise {
        anchors.fill: parent
        isStill: !root.rises

        Flickable {
            id: view
            y: fixedHead.height
            width: parent.width
            height: strip.y - y
            contentHeight: movingActions.y + movingActions.height + (root.areActionsFixed ? 0 : root.bottomMargin)
            interactive: root.scrolls
            clip: root.scrolls
            boundsBehavior: Flickable.StopAtBounds

            Item {
                id: movingHead
                width: parent.width
                height: !root.isHeadFixed && root.head ? root.headMargin + root.head.height : 0
            }
            Item {
                id: middlePlace
                x: root.margin
                y: movingHead.height + root.gap
                width: root.inner
                height: root.middle?.height ?? 0
            }
            Item {
                id: movingActions
                x: root.margin
                y: middlePlace.y + middlePlace.height + (height > 0 ? root.gap : 0)
                width: root.inner
                height: root.actionsLeast > 0 && !root.areActionsFixed ? root.actions.height : 0
            }
        }
        PageFade {
            y: view.y
            visible: root.scrolls && !view.atYBeginning && root.isHeadFixed
            isTop: true
        }
        PageFade {
            y: view.y + view.height - height
            visible: root.scrolls && !view.atYEnd
        }
        Item {
            id: strip
            x: root.margin
            y: (root.areActionsFixed ? fixedActions.y - root.gap : root.height - (height > 0 ? Theme.gap2 : 0)) - height
            width: root.inner
            implicitHeight: Math.max(more.implicitHeight, root.isRingBelow ? ring.implicitHeight : 0) + Theme.gap2
            height: root.scrolls || root.isRingBelow ? implicitHeight : 0

            MorePill {
                id: more

                readonly property real room: parent.width - (root.isRingBelow ? ring.width + Theme.gap2 : 0)

                x: Math.min((parent.width - width) / 2, room - width)
                anchors.bottom: parent.bottom
                width: Math.min(room, implicitWidth)
                view: view
                visible: root.scrolls
                more: root.moreText
            }
        }
        Item {
            id: fixedActions
            x: root.margin
            y: root.height - root.bottomMargin - height
            width: root.inner
            height: root.areActionsFixed ? root.actions.height : 0
        }
    }
}
