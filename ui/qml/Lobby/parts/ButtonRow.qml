import QtQuick
import Lobby

/**
 * Buttons of one size beside one another; where their words need more room, half as many a row, then one.
 * Each button takes `width: row.cellWidth; height: row.cellHeight`. A row that is higher than it need be has higher buttons.
 */
Item {
    id: root

    default property alias buttons: grid.data
    property real spacing: Theme.gap2
    property real least: Theme.touch // height of a button
    property int most: grid.visibleChildren.length // beside one another

    readonly property int count: grid.visibleChildren.length
    readonly property int columns: [most, Math.ceil(count / 2), 1]
        .find(some => some <= most && some * widest + (some - 1) * spacing <= width + 1) ?? 1
    readonly property int rows: Math.max(1, Math.ceil(count / columns))
    readonly property real widest: ofAll(button => button.implicitWidth)
    readonly property real cellWidth: (width - (columns - 1) * spacing) / columns
    readonly property real cellLeast: Math.max(least, ofAll(button => button.implicitHeight))
    readonly property real cellHeight: (height - (rows - 1) * spacing) / rows

    function ofAll(measure: var): real {
        return grid.visibleChildren.reduce((most, button) => Math.max(most, measure(button)), 0);
    }

    function step(by: int): void {
        const at = grid.visibleChildren.findIndex(button => button.activeFocus);
        grid.visibleChildren[(at + by + count) % count].forceActiveFocus(Qt.TabFocusReason);
    }

    Keys.onRightPressed: step(1)
    Keys.onLeftPressed: step(-1)
    implicitHeight: rows * cellLeast + (rows - 1) * spacing

    Grid {
        id: grid
        columns: root.columns
        spacing: root.spacing
    }
}
