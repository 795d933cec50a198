pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** The language of one's screens and the size of their letters; the page turns at once. */
MeStage {
    id: root

    title: qsTr("Language and text size")
    detail: qsTr("The screen changes at once, and greets you like this at every visit.")
    middle: Column {
        spacing: Theme.gap2

        component Name: TextLine {
            width: (parent as Column)?.width ?? 0
            size: Theme.text(2.8)
            wght: Theme.semibold
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
        }

        Name { text: qsTr("Language") }
        ButtonRow {
            id: languages
            width: parent.width
            least: 9 * Theme.unit
            most: Theme.portrait ? 2 : 3

            Repeater {
                model: root.model.languages
                visible: false // it is none of the buttons

                MeOption {
                    required property string modelData

                    width: languages.cellWidth
                    height: languages.cellHeight
                    text: Theme.nameOf(modelData)
                    size: Theme.text(2.9)
                    checked: root.model.page.language === modelData
                    onClicked: root.me.languageChosen(modelData)
                }
            }
        }
        Name { text: qsTr("Text size"); topPadding: Theme.gap2 }
        ButtonRow {
            id: sizes
            width: parent.width
            least: 11 * Theme.unit
            most: Theme.portrait ? 1 : 3

            Repeater {
                model: ["normal", "large", "largest"]
                visible: false // it is none of the buttons

                MeOption {
                    required property string modelData

                    width: sizes.cellWidth
                    height: sizes.cellHeight
                    text: ({ large: qsTr("Large"), largest: qsTr("Largest") })[modelData] ?? qsTr("Normal")
                    size: Math.max(Theme.text1, 2.7 * Theme.unit * Theme.scaleOf(modelData))
                    checked: root.model.page.textSize === modelData
                    onClicked: root.me.textSizeChosen(modelData)
                }
            }
        }
    }
}
