import QtQuick
import Lobby
import Lobby.Models

/** The wall's page while nobody chose to be seen: the number, circles, a warm line, how to be seen. */
Item {
    id: root

    required property WallModel model
    property real railWidth: 0
    readonly property bool empty: model.present === 0

    Item {
        id: story

        width: Theme.portrait ? parent.width : parent.width - root.railWidth - Theme.gap4
        height: Theme.portrait ? parent.height - invitation.height - Theme.gap4 : parent.height

        Flow {
            id: number

            readonly property bool stacked: figure.width + Theme.gap4 + 46 * Theme.unit > width

            width: parent.width
            spacing: stacked ? 0 : Theme.gap3
            Accessible.role: Accessible.StaticText
            Accessible.name: root.empty ? sentence.text : root.model.present + " " + sentence.text

            TextLine {
                id: figure

                visible: !root.empty
                text: root.model.present
                size: Theme.text(number.stacked || Theme.portrait ? 36 : 44)
                wght: Theme.heading
                color: Theme.accent
                Accessible.ignored: true
            }
            TextLine {
                id: sentence

                width: root.empty || number.stacked ? number.width
                                                    : number.width - figure.width - Theme.gap3
                height: root.empty || number.stacked ? implicitHeight : figure.height
                text: !root.model.hasNews ? qsTr("Waiting for the front desk")
                    : root.empty ? qsTr("Nobody is in right now")
                    : qsTr("people are working here", "after the number", root.model.present)
                size: Theme.text(10.4)
                wght: Theme.heading
                wrapMode: Text.WordWrap
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Math.round(Theme.text(7))
                Accessible.ignored: true
            }
        }

        Column {
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
        width: Theme.portrait ? parent.width : root.railWidth
        height: Theme.portrait ? 52 * Theme.unit : parent.height
    }
}
