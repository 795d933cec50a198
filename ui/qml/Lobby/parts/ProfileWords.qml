pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** What somebody says of themselves: every offer, every ask, and what to ask them about. */
Column {
    id: root

    required property ProfileModel profile
    readonly property bool isSilent: profile.offers.length + profile.asks.length === 0 && profile.askAbout === ""

    spacing: Theme.gap2

    component Words: Card {
        id: card

        required property string title
        required property color tone
        default property alias lines: lines.data

        width: parent.width
        height: lines.height + 2 * 3.4 * Theme.unit

        Column {
            id: lines
            x: 3.4 * Theme.unit
            y: x
            width: parent.width - 2 * x
            spacing: 1.8 * Theme.unit

            TextLine {
                width: parent.width
                text: card.title
                size: Theme.text(2.8)
                wght: Theme.bold
                color: card.tone
                wrapMode: Text.Wrap
                Accessible.role: Accessible.Heading
            }
        }
    }

    Words {
        visible: root.profile.offers.length > 0
        title: qsTr("%1 can help with").arg(root.profile.firstName)
        tone: Theme.accent

        Repeater {
            model: root.profile.offers
            OfferLine { required property string modelData; width: parent.width; phrase: modelData; size: Theme.text(3.1); lines: 200 }
        }
    }
    Words {
        visible: root.profile.asks.length > 0
        title: qsTr("%1 is looking for").arg(root.profile.firstName)
        tone: Theme.hello

        Repeater {
            model: root.profile.asks
            AskLine { required property string modelData; width: parent.width; phrase: modelData; size: Theme.text(3.1); lines: 200 }
        }
    }
    Words {
        visible: root.profile.askAbout !== ""
        title: qsTr("Ask me about")
        tone: Theme.accent
        color: Theme.accentTint

        TextLine {
            width: parent.width
            text: root.profile.askAbout
            size: Theme.text(3.1)
            wrapMode: Text.Wrap
        }
    }
    Words {
        visible: root.isSilent
        title: qsTr("Say hello and find out")
        tone: Theme.hello

        TextLine {
            width: parent.width
            text: qsTr("%1 has not said more yet.").arg(root.profile.firstName)
            size: Theme.text(3.1)
            wrapMode: Text.Wrap
        }
    }
}
