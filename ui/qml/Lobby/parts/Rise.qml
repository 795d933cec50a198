import QtQuick
import Lobby

/** Brings its content in once: from a little below, and out of nothing. */
Item {
    id: root

    property bool isStill: false

    transform: Translate { id: shift }

    ParallelAnimation {
        running: !root.isStill

        NumberAnimation {
            target: root; property: "opacity"
            from: 0; to: 1; duration: Theme.enter; easing.type: Easing.OutCubic
        }
        NumberAnimation {
            target: shift; property: "y"
            from: Theme.gap2; to: 0; duration: Theme.enter; easing.type: Easing.OutCubic
        }
    }
}
