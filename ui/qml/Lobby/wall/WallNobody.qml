import QtQuick
import Lobby
import Lobby.Models

/** The wall's page while nobody chose to be seen: the number, circles, a warm line, how to be seen. */
Item {
    id: root

    required property WallModel model
    property real railWidth: 0
    readonly property real sideWidth: Math.max(railWidth, 54 * Theme.unit)
    readonly property bool empty: model.present === 0

    Item {
        id: story

        width: Theme.portrait ? parent.width : parent.width - root.sideWidth - Theme.gap4
        height: Theme.portrait ? parent.height - invitation.height - Theme.gap4 : parent.height

        Item {
            id: number

            readonly property bool stacked: !root.empty && story.width - figure.width < 58 * Theme.unit
            y: Math.max(0, 0.45 * (story.height - below.height - Theme.gap3 - height))
            width: parent.width
            height: Math.max(sentence.y + sentence.height, root.empty ? 30 * Theme.unit : 0.88 * figure.height)
            Accessible.role: Accessible.StaticText
            Accessible.name: root.empty ? sentence.text : root.model.present + " " + sentence.text

            Icon {
                visible: root.empty
                y: 2 * Theme.unit
                name: root.model.hasNews ? "coffee" : "clock"
                size: 28 * Theme.unit
                color: Theme.accent
            }
            TextLine {
                id: figure

                visible: !root.empty
                // The digits' own box is much taller than they are.
                y: -0.12 * height
                text: Theme.whole(root.model.present)
                size: Theme.text(root.model.present > 99 || Theme.portrait ? 34 : 44)
                wght: Theme.heading
                color: Theme.accent
                Accessible.ignored: true
            }
            TextLine {
                id: sentence

                x: number.stacked ? 0 : (root.empty ? 28 * Theme.unit : figure.width) + Theme.gap4
                y: number.stacked ? 0.76 * figure.height
                    : root.empty ? 2 * Theme.unit + (28 * Theme.unit - height) / 2
                    : figure.y + (figure.height - height) / 2
                width: number.width - x
                text: !root.model.hasNews ? qsTr("Waiting for the front desk")
                    : root.empty ? qsTr("Nobody is in right now")
                    : qsTr("people are working here", "after the number", root.model.present)
                size: Theme.text(!number.stacked ? 10.4 : Theme.portrait ? 6.6 : 8)
                wght: Theme.heading
                wrapMode: number.stacked ? Text.NoWrap : Text.WordWrap
                fontSizeMode: number.stacked ? Text.HorizontalFit : Text.FixedSize
                minimumPixelSize: Math.round(Theme.text3)
                Accessible.ignored: true
            }
        }

        Column {
            id: below

            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            spacing: Theme.gap3

            WallCircles {
                count: root.model.present
                diameter: Math.min(9.4 * Theme.unit, parent.width / (0.83 * 12 + 0.17))
            }
            TextLine {
                width: parent.width
                text: root.model.welcomeLine || (root.model.hasNews
                    ? qsTr("Come in. There is a seat and somebody to say hello to.")
                    : qsTr("Who is here appears as soon as the kiosk has been heard."))
                size: Theme.text4
                wght: Theme.medium
                lineHeight: 1
                wrapMode: Text.WordWrap
                maximumLineCount: 4
                elide: Text.ElideRight
            }
        }
    }

    WallInvitation {
        id: invitation

        x: parent.width - width
        y: parent.height - height
        width: Theme.portrait ? parent.width : root.sideWidth
        height: Theme.portrait ? 52 * Theme.unit : parent.height
    }
}
