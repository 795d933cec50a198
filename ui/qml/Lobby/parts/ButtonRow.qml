import QtQuick
import Lobby

/**
 * Buttons, or cards, of one size beside one another; where their words need more room, half as many a row, then one.
 * Each button takes `width: row.cellWidth; height: row.cellHeight`. A row that is higher than it need be has higher buttons.
 * With `width: row.widthOf(this)` those of a last row that is not full share its whole width.
 */
Item {
    id: root

    default property alias buttons: grid.data
    property real spacing: Theme.gap2
    property real least: Theme.touch // height of a button
    property int most: count // beside one another
    property bool isEven: true // else each of a column is as high as it needs; see heightOf

    readonly property var cells: grid.visibleChildren.filter(cell => !(cell instanceof Repeater))
    readonly property int count: cells.length
    readonly property int columns: [most, count % 2 === 0 ? count / 2 : 1, 1]
        .find(some => some <= most && some * widest + (some - 1) * spacing <= width + 1) ?? 1
    readonly property int rows: Math.max(1, Math.ceil(count / columns))
    readonly property real widest: ofAll(button => button.implicitWidth)
    readonly property real cellWidth: (width - (columns - 1) * spacing) / columns
    readonly property real cellLeast: Math.max(least, ofAll(button => button.implicitHeight))
    readonly property real cellHeight: (height - (rows - 1) * spacing) / rows

    /** How high a button of an uneven column is: it gets its part of what is left over. */
    function heightOf(cell: Item): real {
        return isEven ? cellHeight : cell.implicitHeight + (height - implicitHeight) / count;
    }
    function widthOf(cell: Item): real {
        const lasts = count % columns;
        return cells.indexOf(cell) < count - lasts ? cellWidth : (width - (lasts - 1) * spacing) / lasts;
    }
    function ofAll(measure: var): real {
        return cells.reduce((most, button) => Math.max(most, measure(button)), 0);
    }

    function step(by: int): void {
        const at = cells.findIndex(button => button.activeFocus);
        cells[(at + by + count) % count].forceActiveFocus(Qt.TabFocusReason);
    }

    Keys.onRightPressed: step(1)
    Keys.onLeftPressed: step(-1)
    implicitHeight: (rows - 1) * spacing
        + (isEven ? rows * cellLeast : cells.reduce((sum, cell) => sum + cell.implicitHeight, 0))

    Flow {
        id: grid
        width: root.width + 1 // what rounding takes
        spacing: root.spacing
    }
}
