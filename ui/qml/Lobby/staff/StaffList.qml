import QtQuick
import QtQuick.Controls.Basic
import Lobby

/** Rows in columns that scroll under finger, wheel and keys, with a bar that says so. */
GridView {
    id: root

    property int columns: 1

    anchors.fill: parent
    clip: true
    cellWidth: Math.floor(width / columns)
    // No row is cut in half while the list stands at its beginning.
    cellHeight: height / Math.max(1, Math.round(height / (6.6 * Theme.unit)))
    boundsBehavior: Flickable.StopAtBounds
    cacheBuffer: Math.round(cellHeight)
    reuseItems: true
    activeFocusOnTab: contentHeight > height
    Keys.onUpPressed: flick(0, 60 * Theme.unit)
    Keys.onDownPressed: flick(0, -60 * Theme.unit)
    Accessible.role: Accessible.List
    ScrollBar.vertical: StaffScroll { list: root }
}
