import QtQuick
import Lobby

/** Somebody to say hello to: face, name, what they do, where they sit, and the reason. */
Card {
    id: root

    required property string name
    required property string initials
    required property int hue
    required property string headline
    required property string seat
    required property bool isOffer
    required property string theirPhrase
    required property string ownPhrase

    readonly property string reason: isOffer
        ? (ownPhrase === "" ? qsTr("%1 can help with “%2”.").arg(name).arg(theirPhrase)
           : qsTr("%1 can help with “%2”. You are looking for “%3”.")
             .arg(name).arg(theirPhrase).arg(ownPhrase))
        : (ownPhrase === "" ? qsTr("%1 is looking for “%2”.").arg(name).arg(theirPhrase)
           : qsTr("%1 is looking for “%2”. You can help with “%3”.")
             .arg(name).arg(theirPhrase).arg(ownPhrase))

    Avatar {
        id: face
        x: Theme.gap3
        y: 2.4 * Theme.unit
        diameter: 12 * Theme.unit
        initials: root.initials
        hue: root.hue
    }
    Column {
        anchors {
            left: face.right
            right: parent.right
            leftMargin: 2.5 * Theme.unit
            rightMargin: Theme.gap3
            verticalCenter: face.verticalCenter
        }
        spacing: 0.4 * Theme.unit

        Heading {
            width: parent.width
            text: root.name
            size: Theme.text4
            smallest: Theme.text3
            maximumLineCount: 1
        }
        TextLine {
            width: parent.width
            visible: text !== ""
            text: root.headline
            size: Theme.text(2.5)
            color: Theme.soft
            elide: Text.ElideRight
        }
        PhraseLine {
            width: parent.width
            visible: phrase !== ""
            iconName: "map-pin"
            iconColor: Theme.soft
            color: Theme.soft
            phrase: root.seat
            size: Theme.text1
        }
    }
    ReasonLine {
        anchors {
            left: parent.left
            right: parent.right
            top: face.bottom
            bottom: parent.bottom
            margins: Theme.gap3
            topMargin: 2 * Theme.unit
        }
        reason: root.reason
        size: Theme.text(Theme.portrait ? 3.3 : 3)
    }
}
