pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** A calm strip of half sentences: as many as fit, stepping on with a fade while nobody is busy with it. */
ListView {
    id: root

    property int columns: 3
    property int rows: 1
    readonly property int atOnce: columns * rows
    property int first: 0
    /** What one card needs: a name, two lines, and the face. */
    readonly property real cardLeast: Math.max(14 * Theme.unit, (Theme.portrait ? 12.5 : 10.7) * Theme.unit * Theme.textScale + 3.4 * Theme.unit)
    signal personAsked(person: string)

    function step(): void {
        first = first + atOnce < count ? first + atOnce : 0;
        positionViewAtIndex(first, ListView.Beginning);
    }

    implicitHeight: rows * cardLeast + (rows - 1) * spacing
    interactive: false
    clip: true
    cacheBuffer: 0
    spacing: Theme.gap2
    orientation: columns === 1 ? ListView.Vertical : ListView.Horizontal
    onCountChanged: if (first >= count) first = 0

    delegate: SentenceCard {
        required property int index

        width: (root.width - (root.columns - 1) * root.spacing) / root.columns
        height: (root.height - (root.rows - 1) * root.spacing) / root.rows
        enabled: index >= root.first && index < root.first + root.atOnce
        onClicked: root.personAsked(person)
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
        running: root.count > root.atOnce && !(root.activeFocus && Hands.areOnKeys)
        onTriggered: turn.restart()
    }
}
