pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Everything of one's own at a glance: what is said, what is seen, how it is read, what is kept. */
MeStage {
    id: root

    readonly property MeRecord record: me.record
    readonly property string nothing: qsTr("Nothing yet")
    readonly property string wall: ({
        hidden: qsTr("Only that somebody is here"),
        first_name: qsTr("Your first name"),
        profile: qsTr("Your name, offers and asks")
    })[model.page.visibility] ?? qsTr("Nothing, until you choose")
    readonly property string letters: ({
        large: qsTr("large letters"), largest: qsTr("largest letters")
    })[model.page.textSize] ?? qsTr("normal letters")

    title: record.name
    detail: qsTr("Your own page. What you change here is seen at once.")
    hasFace: true
    middle: Item {
        implicitHeight: tiles.implicitHeight + Theme.gap3 + row.implicitHeight

        ButtonRow {
            id: tiles
            width: parent.width
            height: parent.height - row.height - Theme.gap3
            most: Theme.portrait ? 2 : 3
            least: 10 * Theme.unit
            spacing: 1.6 * Theme.unit

            component Tile: MeTile {
                width: tiles.widthOf(this)
                height: tiles.cellHeight
            }
            component Words: Tile {
                required property string said
                required property string writing
                isTheirs: true
                isEmpty: said === ""
                value: isEmpty ? root.nothing : said
                onClicked: root.me.writingAsked(writing, -1)
            }
            component Stage: Tile {
                required property string stage
                onClicked: root.me.stageAsked(stage)
            }

            Words { iconName: "briefcase"; text: qsTr("What you do"); said: root.record.headline; writing: "headline" }
            Stage {
                iconName: "hand-helping"
                text: qsTr("You can help with")
                isTheirs: true
                isEmpty: root.record.offers.length === 0
                value: isEmpty ? root.nothing : root.record.offers.join(" · ")
                stage: "offers"
            }
            Stage {
                iconName: "megaphone"
                tint: Theme.hello
                text: qsTr("You are looking for")
                isTheirs: true
                isEmpty: root.record.asks.length === 0
                value: isEmpty ? root.nothing : root.record.asks.join(" · ")
                stage: "asks"
            }
            Words { iconName: "map-pin"; text: qsTr("Where you sit"); said: root.record.seat; writing: "seat" }
            Words { iconName: "lightbulb"; text: qsTr("Ask me about"); said: root.record.askAbout; writing: "ask_about" }
            Tile {
                iconName: "eye"
                text: qsTr("What the wall shows")
                value: root.wall
                onClicked: root.model.visibilityAsked()
            }
            Stage {
                iconName: "languages"
                text: qsTr("Language and text size")
                //: A language and a size of letters, as in "English, normal letters".
                value: qsTr("%1, %2").arg(Theme.nameOf(root.model.page.language)).arg(root.letters)
                stage: "reading"
            }
            Stage {
                iconName: "lock"
                text: qsTr("PIN for days without a code")
                value: root.record.hasPin ? qsTr("You have one") : qsTr("You have none")
                stage: "pin"
            }
            Stage {
                iconName: "smartphone"
                text: qsTr("On my phone")
                value: qsTr("Your photo, and your data as a file")
                stage: "phone"
            }
            Stage {
                iconName: "archive"
                text: qsTr("What is stored about me")
                value: qsTr("%n visits", "", root.record.visits)
                stage: "stored"
            }
            Stage {
                iconName: "trash-2"
                text: qsTr("Erase me")
                tint: Theme.stop
                value: qsTr("Be forgotten here")
                stage: "erase"
            }
        }
        ButtonRow {
            id: row
            y: parent.height - height
            width: parent.width
            height: implicitHeight
            component Mode: ModeChip {
                required property string mode
                width: row.cellWidth
                height: row.cellHeight
                checked: root.model.page.mode === mode
                onClicked: root.model.modeChosen(mode)
            }

            Mode { mode: "hello"; iconName: "message-circle"; text: qsTr("Come and talk"); explanation: qsTr("People may say hello") }
            Mode { mode: "heads_down"; iconName: "headphones"; text: qsTr("Heads down"); explanation: qsTr("Shown dimmed, not suggested") }
            Mode { mode: "invisible"; iconName: "eye-off"; text: qsTr("Invisible today"); explanation: qsTr("Only counted") }
        }
    }
}
