pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** The languages of the screen, side by side; the present one is tinted. */
Rectangle {
    id: root

    required property list<string> languages
    required property string current
    signal chosen(language: string)

    implicitWidth: row.implicitWidth + 2 * row.x
    implicitHeight: Theme.touch
    radius: Theme.radius
    color: Theme.card
    border { width: Theme.edgeWidth; color: Theme.edge }

    Row {
        id: row
        x: Theme.edgeWidth
        height: parent.height

        Repeater {
            model: root.languages

            Touchable {
                id: language

                required property string modelData

                height: row.height
                width: Theme.touch
                text: Theme.nameOf(modelData)
                ground: "transparent"
                edge: "transparent"
                checked: modelData === root.current
                Accessible.role: Accessible.RadioButton
                Accessible.checked: checked
                onClicked: root.chosen(modelData)

                contentItem: Rectangle {
                    radius: Theme.innerRadius
                    color: language.checked ? Theme.accentTint : "transparent"

                    TextLine {
                        anchors.centerIn: parent
                        text: language.modelData.toUpperCase()
                        size: Theme.text(2.5)
                        wght: Theme.semibold
                        color: language.checked ? Theme.accent : Theme.soft
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
