import QtQuick
import QtQuick.Templates as T
import Lobby

/** Whatever can be touched: its ground, edge, focus ring and accessible name. `text` names it. */
T.AbstractButton {
    id: root

    property color ground: Theme.card
    property color edge: Theme.edge
    property real corner: Theme.radius

    implicitHeight: Theme.touch
    implicitWidth: Math.max(Theme.touch, implicitContentWidth + leftPadding + rightPadding)
    padding: Theme.gap1
    focusPolicy: Qt.StrongFocus
    Accessible.name: text

    onVisualFocusChanged: if (visualFocus) Hands.areOnKeys = true

    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: root.corner
        color: root.down ? Theme.pressed(root.ground) : root.ground
        border { width: Theme.edgeWidth; color: root.edge }

        Rectangle {
            readonly property real gap: 0.6 * Theme.unit

            anchors { fill: parent; margins: -gap - border.width }
            visible: root.visualFocus
            color: "transparent"
            radius: root.corner + gap
            border { width: 0.5 * Theme.unit; color: Theme.accent }
        }
    }
}
