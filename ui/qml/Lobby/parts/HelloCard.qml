import QtQuick
import Lobby
import Lobby.Models

/** Somebody to say hello to: face, name, what they do, where they sit, the reason, and a wave. */
Card {
    id: root

    required property string name
    required property string initials
    required property int hue
    required property string photo
    required property string headline
    required property string seat
    required property bool isOffer
    required property string theirPhrase
    required property string ownPhrase
    required property string key
    required property KioskModel kiosk
    readonly property bool canWave: kiosk.page.canWave

    readonly property real padding: 2.4 * Theme.unit
    readonly property real apart: 1.4 * Theme.unit
    readonly property string reason: isOffer
        ? (ownPhrase === "" ? qsTr("%1 can help with “%2”.").arg(name).arg(theirPhrase)
           : qsTr("%1 can help with “%2”. You are looking for “%3”.")
             .arg(name).arg(theirPhrase).arg(ownPhrase))
        : (ownPhrase === "" ? qsTr("%1 is looking for “%2”.").arg(name).arg(theirPhrase)
           : qsTr("%1 is looking for “%2”. You can help with “%3”.")
             .arg(name).arg(theirPhrase).arg(ownPhrase))

    implicitHeight: 2 * padding + who.height + apart + why.implicitHeight + (canWave ? apart + wave.implicitHeight : 0)

    Item {
        id: who
        x: root.padding
        y: root.padding
        width: parent.width - 2 * root.padding
        height: Math.max(face.height, words.implicitHeight)

        Avatar {
            id: face
            anchors.verticalCenter: parent.verticalCenter
            diameter: 12 * Theme.unit
            initials: root.initials
            hue: root.hue
            photo: root.photo
        }
        Column {
            id: words
            anchors { left: face.right; right: parent.right; leftMargin: 2.5 * Theme.unit; verticalCenter: parent.verticalCenter }
            spacing: 0.4 * Theme.unit

            Heading {
                width: parent.width
                text: root.name
                size: Theme.text4
                smallest: Theme.text3
            }
            TextLine {
                width: parent.width
                visible: text !== ""
                text: root.headline
                size: Theme.text(2.5)
                color: Theme.soft
                wrapMode: Text.Wrap
            }
            PhraseLine {
                width: parent.width
                visible: phrase !== ""
                iconName: "map-pin"
                iconColor: Theme.soft
                color: Theme.soft
                phrase: root.seat
                size: Theme.text1
                lines: 9
            }
        }
    }
    ReasonLine {
        id: why
        x: root.padding
        y: who.y + who.height + root.apart
        width: who.width
        height: parent.height - y - root.padding - (root.canWave ? root.apart + wave.height : 0)
        reason: root.reason
        size: Theme.text(Theme.portrait ? 2.9 : 2.8)
    }
    WaveButton {
        id: wave
        x: root.padding
        y: parent.height - height - root.padding
        width: who.width
        visible: root.canWave
        model: root.kiosk
        key: root.key
        name: root.name
    }
}
