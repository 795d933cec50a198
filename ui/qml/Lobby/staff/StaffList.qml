import QtQuick
import Lobby

/** Rows in one column or two, each as high as its words; scrolls where they are too many. */
StaffView {
    id: root

    property alias model: rows.model
    property alias delegate: rows.delegate
    readonly property int count: rows.count
    readonly property int columns: width > Theme.text(64) ? 2 : 1
    readonly property real cellWidth: (width - Theme.gap2) / columns - (columns - 1) * Theme.gap1 // beside the bar

    anchors.fill: parent
    contentHeight: grid.height
    Accessible.role: Accessible.List

    Grid {
        id: grid

        columns: root.columns
        columnSpacing: 2 * Theme.gap1
        rowSpacing: 1.2 * Theme.unit
        verticalItemAlignment: Grid.AlignVCenter

        Repeater { id: rows }
    }
}
