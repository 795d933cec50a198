pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** One's own page after one's own scan, in stages. Nothing is drawn before the record is there. */
FocusScope {
    id: root

    required property KioskModel model
    readonly property MeRoom me: model.rooms.me

    Loader {
        id: stage
        anchors { fill: parent; bottomMargin: keyboard.height }
        focus: true
        sourceComponent: root.me.isUnknown ? unknown : !root.me.record.isThere ? null : ({
            overview: overview,
            offers: words,
            asks: words,
            writing: writing,
            reading: reading,
            pin: pin,
            phone: phone,
            stored: stored,
            erase: erase,
            erase_surely: erase
        })[root.me.stage]
    }
    Keyboard {
        id: keyboard
        anchors.bottom: parent.bottom
        width: parent.width
        doneText: qsTr("Save")
        Component.onCompleted: speak(root.model.page.language)
    }
    Component { id: overview; MeOverview { model: root.model } }
    Component { id: words; MeWords { model: root.model } }
    Component {
        id: writing

        MeWriting {
            model: root.model
            hasKeyboard: keyboard.isUp
            hasRing: !isTight
            bottomMargin: keyboard.isUp ? Theme.gap2 : margin
        }
    }
    Component { id: reading; MeReading { model: root.model } }
    Component { id: pin; MePin { model: root.model } }
    Component { id: phone; MePhone { model: root.model } }
    Component { id: stored; MeStored { model: root.model } }
    Component { id: erase; MeErase { model: root.model } }
    Component {
        id: unknown

        PageFrame {
            id: frame
            model: root.model
            headShare: 0.6
            onEscaped: root.me.backAsked()
            head: VerdictBand {
                tone: "accent"
                iconName: "user"
                headline: qsTr("Your page is not ready yet")
                detail: qsTr("Your code is good. What goes on your page has not reached this screen yet.")
                corner: frame.corner
            }
            middle: HelpCard { place: root.model.page.placeOfHelp }
            actions: ButtonRow {
                id: row
                Button {
                    width: row.cellWidth
                    height: row.cellHeight
                    iconName: "arrow-left"
                    text: qsTr("Back")
                    onClicked: root.me.backAsked()
                }
            }
        }
    }
}
