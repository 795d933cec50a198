import QtQuick
import Lobby
import Lobby.Models

/** The wall's page while nobody chose to be seen: the number, circles, a warm line, how to be seen. */
Item {
    id: root

    required property WallModel model
    property real railWidth: 0
    readonly property real sideWidth: Math.max(railWidth, 54 * Theme.unit)
        + 0.08 * (Theme.textScale - 1) * width
    readonly property bool empty: model.present === 0

    // What the page needs besides the number and the circles.
    readonly property real leastStory: welcome.height + 2 * Theme.gap3
        + (number.stacked ? sentence.height + 16 * Theme.unit : Math.max(sentence.height, 16 * Theme.unit))

    Item {
        id: story

        width: Theme.portrait ? parent.width : parent.width - root.sideWidth - Theme.gap4
        height: Theme.portrait ? parent.height - invitation.height - Theme.gap4 : parent.height

        Item {
            id: number

            readonly property real room: story.height - below.height - Theme.gap3
            readonly property real wish: (root.empty ? 28 : root.model.present > 99 || Theme.portrait ? 34 : 44) * Theme.unit
            readonly property real wishedWidth: root.empty ? wish : wish * digits.advanceWidth / 100
            readonly property bool stacked: !root.empty || Theme.textScale > 1
                ? story.width - wishedWidth - Theme.gap4 < Theme.large(54) : false
            // What is largest makes room for the words. Digits are lower than their size.
            readonly property real most: Math.max(8 * Theme.unit,
                (stacked ? room - sentence.height - Theme.gap1 : room) / (root.empty ? 1 : 0.98))

            y: Math.max(0, 0.45 * (room - height))
            width: parent.width
            height: stacked ? mark.height + Theme.gap1 + sentence.height : Math.max(sentence.height, mark.height)
            Accessible.role: Accessible.StaticText
            Accessible.name: root.empty ? sentence.text : root.model.present + " " + sentence.text

            TextMetrics {
                id: digits

                text: Theme.whole(root.model.present)
                font.family: Theme.family
                font.pixelSize: 100
                font.variableAxes: ({ "wght": Theme.heading })
            }
            Item {
                id: mark

                readonly property real size: Math.min(number.wish, number.most)

                width: root.empty ? size : figure.width
                // The digits' own box is much taller than they are.
                height: root.empty ? size : 0.76 * figure.height

                Icon {
                    visible: root.empty
                    name: root.model.hasNews ? "coffee" : "clock"
                    size: mark.size
                    color: Theme.accent
                }
                TextLine {
                    id: figure

                    visible: !root.empty
                    y: -0.12 * height
                    text: Theme.whole(root.model.present)
                    size: mark.size
                    wght: Theme.heading
                    color: Theme.accent
                    Accessible.ignored: true
                }
            }
            TextLine {
                id: sentence

                x: number.stacked ? 0 : number.wishedWidth + Theme.gap4
                y: number.stacked ? mark.height + Theme.gap1 : (number.height - height) / 2
                width: number.width - x
                text: !root.model.hasNews ? qsTr("Waiting for the front desk")
                    : root.empty ? qsTr("Nobody is in right now")
                    : qsTr("people are working here", "after the number", root.model.present)
                size: Theme.large(!number.stacked ? 10.4 : Theme.textScale > 1.5 ? 5.2 : 6.6)
                wght: Theme.heading
                wrapMode: Text.WordWrap
                Accessible.ignored: true
            }
        }

        Column {
            id: below

            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            spacing: Theme.gap3

            WallCircles {
                visible: count > 0 && story.height > root.leastStory + diameter + 2 * Theme.gap3
                count: root.model.present
                diameter: Math.min(9.4 * Theme.unit, parent.width / (0.83 * 12 + 0.17))
            }
            TextLine {
                id: welcome

                width: parent.width
                text: root.model.welcomeLine || (root.model.hasNews
                    ? qsTr("Come in. There is a seat and somebody to say hello to.")
                    : qsTr("You see who is here as soon as the kiosk sends news."))
                size: Theme.textScale > 1.5 ? Theme.text3 : Theme.large(5)
                wght: Theme.medium
                lineHeight: 1
                wrapMode: Text.WordWrap
                maximumLineCount: 4
                elide: Text.ElideRight
                mayBeCut: root.model.welcomeLine !== ""
            }
        }
    }

    WallInvitation {
        id: invitation

        x: parent.width - width
        y: parent.height - height
        width: Theme.portrait ? parent.width : root.sideWidth
        height: !Theme.portrait ? parent.height
            : Math.max(leastHeight, Math.min(52 * Theme.unit, parent.height - Theme.gap4 - root.leastStory))
    }
}
