import QtQuick
import Lobby
import Lobby.Models

/** What to do at a kiosk that waits, and how many are here. */
Item {
    id: root

    required property KioskModel model
    required property string headline
    required property bool isReady
    required property bool isSmall // little room

    implicitHeight: said.implicitHeight + (model.house.isKnown ? Theme.gap2 + Math.max(pill.implicitHeight, quiet.implicitHeight) : 0)

    Column {
        id: said
        width: parent.width
        spacing: Theme.gap2

        Heading {
            width: Math.min(parent.width, Math.max(root.isSmall ? parent.width : 0, 0.62 * oneLine.advanceWidth)) // two even lines
            text: root.headline
            size: root.isSmall ? Theme.text(4.6)
                : Theme.large(Math.max(5.4, 8 * Math.min(1, parent.width / (0.62 * oneLine.advanceWidth))))
            smallest: size
        }
        TextLine {
            visible: root.isReady && (!Theme.portrait || root.isSmall)
            width: parent.width
            text: qsTr("On your card or your phone, about a hand away.")
            size: root.isSmall ? Theme.text(2.7) : Theme.text3
            color: Theme.soft
            wrapMode: Text.Wrap
        }
    }
    CountPill {
        id: pill
        y: parent.height - height
        width: Math.min(implicitWidth, parent.width)
        visible: root.model.house.isKnown && root.model.house.people > 0
        most: parent.width
        count: root.model.house.people
        words: qsTr("people here now", "after the number", root.model.house.people)
        faces: root.model.house.faces
        numberSize: Theme.portrait ? Theme.large(8) : Theme.large(11)
        stacked: !Theme.portrait || root.isSmall
    }
    TextLine {
        id: quiet
        y: parent.height - height
        width: parent.width
        visible: root.model.house.isKnown && !pill.visible
        text: qsTr("Nobody is in right now")
        size: Theme.text3
        wght: Theme.semibold
        wrapMode: Text.Wrap
    }
    TextMetrics {
        id: oneLine
        text: root.headline
        font.family: Theme.family
        font.pixelSize: Math.round(Theme.large(8))
        font.variableAxes: ({ "wght": Theme.heading })
    }
}
