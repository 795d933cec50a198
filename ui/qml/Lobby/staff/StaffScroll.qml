import QtQuick
import QtQuick.Controls.Basic
import Lobby

/** The bar of what scrolls; it stands in the margin, beside it. */
ScrollBar {
    id: root

    required property Flickable list
    property bool isInside: false // where what scrolls reaches to the edge itself

    parent: list.parent
    x: list.x + list.width + (isInside ? -width - Theme.gap1 : 0.6 * Theme.unit)
    y: list.y
    height: list.height
    width: 1.2 * Theme.unit
    padding: 0
    policy: ScrollBar.AsNeeded
    minimumSize: 0.12
    contentItem: Rectangle {
        radius: width / 2
        color: root.list.activeFocus ? Theme.accent : Theme.edge
        visible: root.size < 1
    }
}
