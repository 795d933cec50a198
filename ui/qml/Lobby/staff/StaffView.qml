import QtQuick
import QtQuick.Controls.Basic
import Lobby

/** What scrolls under finger, wheel and keys where it is longer than its place, and brings the focus into view. */
Flickable {
    id: root

    property bool isWhole: false // reaches to the edge of the window

    clip: contentHeight > height
    interactive: contentHeight > height
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: interactive
    Keys.onUpPressed: flick(0, 60 * Theme.unit)
    Keys.onDownPressed: flick(0, -60 * Theme.unit)
    ScrollBar.vertical: StaffScroll { list: root; isInside: root.isWhole }

    /** Scroll so far that this item can be seen. */
    function bringIntoView(item: Item): void {
        let holder = item;
        while (holder && holder !== contentItem)
            holder = holder.parent;
        if (!holder)
            return;
        const top = item.mapToItem(contentItem, 0, 0).y;
        contentY = Math.max(0, Math.min(top, Math.max(contentY, top + item.height - height)));
    }

    Connections {
        target: root.Window.window

        function onActiveFocusItemChanged(): void {
            root.bringIntoView(root.Window.activeFocusItem);
        }
    }
}
