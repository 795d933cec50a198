pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** A calm strip of half sentences: as many as fit, stepping on with a fade. */
ListView {
    id: root

    property int columns: 3
    property int rows: 1
    readonly property int atOnce: columns * rows
    property int first: 0

    function step(): void {
        first = first + atOnce < count ? first + atOnce : 0;
        positionViewAtIndex(first, ListView.Beginning);
    }

    interactive: false
    clip: true
    cacheBuffer: 0 // Qt complains where rows go that it was still preparing beyond the edge
    spacing: Theme.gap2
    orientation: Theme.portrait ? ListView.Vertical : ListView.Horizontal
    onCountChanged: if (first >= count) first = 0

    delegate: SentenceCard {
        width: (root.width - (root.columns - 1) * root.spacing) / root.columns
        height: (root.height - (root.rows - 1) * root.spacing) / root.rows
    }

    SequentialAnimation {
        id: turn

        NumberAnimation { target: root; property: "opacity"; to: 0; duration: Theme.fade / 2; easing.type: Easing.OutCubic }
        ScriptAction { script: root.step() }
        NumberAnimation { target: root; property: "opacity"; to: 1; duration: Theme.fade / 2; easing.type: Easing.OutCubic }
    }
    Timer {
        interval: Theme.stripStep
        repeat: true
        running: root.count > root.atOnce
        onTriggered: turn.restart()
    }
}
