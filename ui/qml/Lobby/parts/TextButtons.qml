import QtQuick
import Lobby

/** Small buttons without a ground, from margin to margin; in further rows where they need them. */
Flow {
    id: root

    readonly property real taken: visibleChildren.reduce((sum, button) => sum + button.implicitWidth, 0)
    readonly property real between: (width - taken) / Math.max(1, visibleChildren.length - 1)

    spacing: between < Theme.gap3 ? Theme.gap3 : Math.floor(between)
}
