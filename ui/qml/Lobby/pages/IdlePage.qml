pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** Nobody at the camera or scanner: what it sees, what to do, who is here. */
Item {
    id: root

    required property KioskModel model
    required property LatestFrame frames

    // Saving a damaged database may take minutes, and nobody can be let in before.
    readonly property bool hasOpened: model.house.name !== ""
    // The lower part of a high screen is too low for words under the picture.
    readonly property bool isUpright: Theme.upright
    readonly property bool isSmall: Theme.crowded || (Theme.portrait && !isUpright)
    readonly property bool isAway: model.house.isCameraAway

    PageFrame {
        id: frame
        anchors.fill: parent
        model: root.model
        hasRing: false
        rises: false
        onEscaped: root.model.backAsked()

        head: HouseBar {
            model: root.model
        }
        middle: Item {
            id: middle

            readonly property real gap: root.isUpright ? Theme.gap4 : Theme.gap3
            readonly property real pictureLeast: Math.max((root.isUpright ? 44 : 30) * Theme.unit, preview.implicitHeight)
            readonly property real pictureRoom: height - strip.room - (root.isUpright ? words.implicitHeight + Theme.gap3 : 0)

            implicitHeight: strip.room + (root.isUpright ? pictureLeast + Theme.gap3 + words.implicitHeight
                : Math.max(pictureLeast, words.implicitHeight))

            Preview {
                id: preview
                width: root.isUpright ? parent.width : (root.isSmall ? 0.45 : 0.56) * parent.width
                height: middle.pictureRoom
                visible: root.model.house.hasCamera
                frames: root.frames
                isCameraAway: root.isAway
                advice: root.model.house.advice
            }
            ScannerSign {
                anchors.fill: preview
                visible: !preview.visible
            }
            IdleWords {
                id: words
                x: root.isUpright ? 0 : preview.width + Theme.gap4
                y: root.isUpright ? preview.height + Theme.gap3 : 0
                width: parent.width - x
                height: root.isUpright ? implicitHeight : preview.height
                model: root.model
                isSmall: root.isSmall
                headline: root.isAway ? qsTr("Please check in at the desk")
                    : !root.hasOpened ? qsTr("One moment, please")
                    : root.model.house.hasCamera ? qsTr("Hold your code to the camera")
                    : qsTr("Hold your code to the scanner")
                isReady: !root.isAway && root.hasOpened
            }
            SentenceStrip {
                id: strip

                readonly property real room: visible ? implicitHeight + middle.gap : 0
                readonly property int fitting: Math.max(1, Math.floor((middle.width + spacing) / (40 * Theme.unit * Theme.textScale + spacing)))

                y: parent.height - height
                width: parent.width
                height: implicitHeight
                visible: root.model.house.talkers > 0
                columns: root.isUpright ? 1 : Math.max(1, Math.min(3, fitting, root.model.house.talkers))
                rows: root.isUpright ? Math.max(1, Math.min(2, root.model.house.talkers)) : 1
                model: root.model.house.sentences
                onPersonAsked: person => root.model.rooms.whosHere.openPerson(person)
            }
        }
        actions: ButtonRow {
            id: others

            component Other: Button {
                width: others.cellWidth
                height: others.cellHeight
                stacked: Theme.portrait && Theme.textScale < 1.3
                size: Theme.crowded ? Theme.text1 : Theme.text2
            }

            visible: root.hasOpened
            least: (Theme.portrait && Theme.textScale < 1.3 ? 14.5 : 8) * Theme.unit

            Other {
                visible: root.model.rooms.byName.isOffered
                iconName: "keyboard"
                text: qsTr("No code with me")
                onClicked: root.model.pageAsked("by_name")
            }
            Other {
                iconName: "user-plus"
                text: qsTr("I'm a guest")
                onClicked: root.model.pageAsked("guest")
            }
            Other {
                iconName: "users"
                text: qsTr("Who's here")
                onClicked: root.model.pageAsked("whos_here")
            }
        }
    }
}
