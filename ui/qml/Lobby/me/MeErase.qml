pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/**
 * Being forgotten: first what it means, then once more the question, with two equal answers.
 * Where "Back" and "Go on" were stands "Keep" then: who touches twice, or goes back by habit, loses nothing.
 */
MeStage {
    id: root

    readonly property bool isSure: me.stage === "erase_surely"

    actionsShare: isSure ? 0.4 : 0
    title: isSure ? qsTr("Erase everything about you?") : qsTr("Erase me")
    detail: isSure ? qsTr("This cannot be taken back.") : ""
    middle: Item {
        implicitHeight: lines.visible ? lines.implicitHeight : 0

        Column {
            id: lines
            width: parent.width
            spacing: Theme.gap2
            visible: !root.isSure

            component Line: TextLine {
                width: (parent as Column)?.width ?? 0
                size: Theme.text(2.9)
                wrapMode: Text.Wrap
            }

            Line { text: qsTr("Your name, your words, your photo and your PIN leave this kiosk at once, and every other screen as soon as it hears of it.") }
            Line { text: qsTr("The house's daily backups still hold them for about a week.") }
            Line { text: qsTr("Your visits stay as numbers in the counts, and say nothing of you.") }
            Line { text: qsTr("Your code no longer opens this door. If you want to come back, the desk signs you up again.") }
            Line { text: qsTr("If you want a copy, save it first: on your phone, from your own page."); color: Theme.soft }
        }
    }
    actions: ButtonRow {
        id: row
        most: root.isSure ? 1 : 2
        least: (root.isSure ? 14 : 9) * Theme.unit

        component Answer: Button {
            width: row.cellWidth
            height: row.cellHeight
            size: Theme.text(root.isSure ? 3.5 : 2.9)
        }

        Answer {
            iconName: root.isSure ? "trash-2" : "arrow-left"
            text: root.isSure ? qsTr("Erase everything") : qsTr("Back")
            onClicked: root.isSure ? root.me.eraseChosen() : root.me.backAsked()
        }
        Answer {
            iconName: root.isSure ? "undo-2" : "trash-2"
            text: root.isSure ? qsTr("Keep everything") : qsTr("Go on to erase me")
            onClicked: root.me.stageAsked(root.isSure ? "overview" : "erase_surely")
        }
    }
}
