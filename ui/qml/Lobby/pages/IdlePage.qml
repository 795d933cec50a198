import QtQuick
import Lobby
import Lobby.Models

/** Nobody at the camera or scanner: what it sees, what to do, who is here. */
Item {
    id: root

    required property KioskModel model
    required property LatestFrame frames

    readonly property real margin: Theme.kioskMargin
    readonly property real inner: width - 2 * margin
    // Saving a damaged database may take minutes, and nobody can be let in before.
    readonly property bool hasOpened: model.house.name !== ""
    readonly property bool hasStrip: strip.count > 0
    readonly property real stripHeight: 15.5 * Theme.unit
    readonly property real below: hasStrip ? strip.height + Theme.gap4 : 0
    readonly property real previewTop: (Theme.portrait ? 14.6 : 13) * Theme.unit

    Preview {
        id: preview
        x: root.margin
        y: root.previewTop
        width: Theme.portrait ? root.inner : 0.56 * root.inner
        height: root.height - y - root.margin - root.below
            - (Theme.portrait ? headline.height + Theme.gap2 + pill.height + Theme.gap4 : 0)
        visible: root.model.house.hasCamera
        frames: root.frames
        isCameraAway: root.model.house.isCameraAway
        advice: root.model.house.advice
    }
    ScannerSign {
        anchors.fill: preview
        visible: !preview.visible
    }
    HouseBar {
        x: root.margin
        y: (Theme.portrait ? 4 : 3) * Theme.unit
        width: root.inner
        model: root.model
    }
    Item {
        id: words

        x: Theme.portrait ? root.margin : preview.x + preview.width + Theme.gap4
        y: Theme.portrait ? preview.y + preview.height + Theme.gap4 : preview.y
        width: root.width - x - root.margin
        height: preview.height

        TextLine {
            id: headline
            width: Math.min(parent.width, 0.62 * oneLine.advanceWidth) // two even lines
            height: Theme.text(20)
            text: root.model.house.isCameraAway ? qsTr("Please check in at the desk")
                : !root.hasOpened ? qsTr("One moment, please")
                : root.model.house.hasCamera ? qsTr("Hold your code to the camera")
                : qsTr("Hold your code to the scanner")
            size: Theme.text5
            wght: Theme.heading
            wrapMode: Text.WordWrap
            fontSizeMode: Text.Fit
            minimumPixelSize: 5 * Theme.unit
            verticalAlignment: Text.AlignTop
            Accessible.role: Accessible.Heading
        }
        TextMetrics {
            id: oneLine
            text: headline.text
            font.family: Theme.family
            font.pixelSize: Math.round(Theme.text5)
            font.variableAxes: ({ "wght": Theme.heading })
        }
        TextLine {
            id: how
            anchors { top: headline.bottom; topMargin: Theme.gap2 }
            visible: !Theme.portrait && !root.model.house.isCameraAway && root.hasOpened
            width: parent.width
            text: qsTr("On your card or your phone, about a hand away.")
            size: Theme.text3
            color: Theme.soft
            wrapMode: Text.WordWrap
        }
        CountPill {
            id: pill
            y: Theme.portrait ? headline.height + Theme.gap2 : preview.height - height
            visible: root.model.house.isKnown
            count: root.model.house.people
            words: qsTr("people here now", "after the number", root.model.house.people)
            faces: root.model.house.faces
            numberSize: Theme.portrait ? Theme.text5 : Theme.text(11)
            stacked: !Theme.portrait
        }
    }
    SentenceStrip {
        id: strip
        x: root.margin
        y: root.height - root.margin - height
        width: root.inner
        height: rows * root.stripHeight + (rows - 1) * spacing
        columns: Theme.portrait ? 1 : Math.max(1, Math.min(3, root.model.house.talkers))
        rows: !Theme.portrait ? 1 : Math.min(root.model.house.talkers, root.height > 170 * Theme.unit ? 3 : 2)
        model: root.model.house.sentences
    }
}
