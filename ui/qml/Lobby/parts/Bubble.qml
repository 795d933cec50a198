import QtQuick
import QtQuick.Templates as T
import Lobby

/** A small panel that opens under the control it belongs to, its right edge at that one's. It goes by itself. */
T.Popup {
    id: root

    required property Item under
    property real most: Theme.width - 2 * Theme.kioskMargin // as wide as it may get
    property int patience: 2 * Theme.reading

    /** Somebody is still busy with it. */
    function stay(): void {
        if (opened)
            timer.restart();
    }

    parent: under
    x: under ? under.width - width : 0
    y: under ? under.height + Theme.gap1 : 0
    width: Math.min(most, implicitContentWidth + 2 * padding)
    height: implicitContentHeight + 2 * padding
    margins: Theme.gap2
    padding: Theme.gap2
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    background: Rectangle {
        radius: Theme.radius
        color: Theme.card
        border { width: Theme.edgeWidth; color: Theme.edge }
    }

    Timer {
        id: timer
        interval: root.patience
        running: root.opened
        onTriggered: root.close()
    }
}
