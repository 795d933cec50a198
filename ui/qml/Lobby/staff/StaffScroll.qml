import QtQuick
import QtQuick.Controls.Basic
import Lobby

/** The bar of a scrolling list; it stands in the panel's margin, beside what it scrolls. */
ScrollBar {
    id: root

    required property Flickable list

    parent: list.parent
    x: list.x + list.width + 0.6 * Theme.unit
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
