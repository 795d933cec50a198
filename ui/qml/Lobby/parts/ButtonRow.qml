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
        let most = 0;
        for (let at = 0; at < grid.visibleChildren.length; at++)
            most = Math.max(most, measure(grid.visibleChildren[at]));
        return most;
    }

    implicitHeight: rows * cellLeast + (rows - 1) * spacing

    Grid {
        id: grid
        columns: root.columns
        spacing: root.spacing
    }
}
