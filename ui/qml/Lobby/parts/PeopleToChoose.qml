pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** People found by the letters of a name, side by side where there is room. */
Grid {
    id: root

    required property QtObject people
    signal picked(key: string)

    readonly property real least: Theme.text(38)
    readonly property real cell: (width - (columns - 1) * spacing) / columns

    columns: Math.max(1, Math.min(3, Math.floor((width + spacing) / (least + spacing))))
    spacing: Theme.gap2

    Repeater {
        model: root.people

        PersonChoice {
            required property string key
            required property string name

            width: root.cell
            text: name
            onClicked: root.picked(key)
        }
    }
}
