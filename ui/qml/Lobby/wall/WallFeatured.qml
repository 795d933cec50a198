import QtQuick
import Lobby

/** One thing worth walking over for: an ask that somebody here can meet, or one person's words. */
Rectangle {
    id: root

    required property string kind // pair | ask | offer
    required property string name
    required property string initials
    required property int hue
    required property string words
    required property string helperName
    required property string helperInitials
    required property int helperHue
    required property string helperWords
    required property string seat

    readonly property real inset: 3.4 * Theme.unit
    readonly property color tone: kind === "offer" ? Theme.accent : Theme.hello
    readonly property string teller: kind === "offer" ? qsTr("%1 can help with this.").arg(name)
                                                      : qsTr("%1 is looking for this.").arg(name)
    readonly property string answer: kind === "pair"
        ? qsTr("%1 can help with: %2.").arg(helperName).arg(helperWords)
        : kind === "ask" ? qsTr("Can you help? Say hello.") : qsTr("Need that? Say hello.")

    color: kind === "offer" ? Theme.accentTint : Theme.helloTint
    radius: Theme.radius
    Accessible.role: Accessible.Grouping
    Accessible.name: headline.text + " " + teller + " " + answer

    TextLine {
        id: headline

        anchors { left: parent.left; right: parent.right; top: parent.top; margins: root.inset }
        height: Math.min(implicitHeight, people.y - y - Theme.gap1)
        text: root.kind === "offer" ? root.words : qsTr("%1?", "an ask").arg(root.words)
        size: Theme.text(6.4)
        wght: Theme.heading
        color: root.tone
        wrapMode: Text.WordWrap
        elide: Text.ElideRight
        fontSizeMode: Text.Fit
        minimumPixelSize: Math.round(Theme.text(4.6))
        verticalAlignment: Text.AlignTop
        Accessible.role: Accessible.Heading
    }

    Row {
        id: people

        readonly property real diameter: (root.kind === "pair" ? 7 : 11) * Theme.unit

        x: root.inset
        y: closing.y - height - Theme.gap2
        width: parent.width - 2 * x
        spacing: Theme.gap2

        Avatar {
            diameter: people.diameter
            initials: root.initials
            hue: root.hue
        }
        TextLine {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x
            text: root.teller
            size: Theme.text3
            wrapMode: Text.WordWrap
        }
    }

    Row {
        id: closing

        x: root.inset
        y: parent.height - height - root.inset
        width: parent.width - 2 * x
        spacing: Theme.gap2

        Avatar {
            id: helper

            visible: root.kind === "pair"
            diameter: 12 * Theme.unit
            initials: root.helperInitials
            hue: root.helperHue
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x
            spacing: 0.4 * Theme.unit

            TextLine {
                width: parent.width
                text: root.answer
                size: Theme.text(4)
                wght: Theme.medium
                wrapMode: Text.WordWrap
                maximumLineCount: 4
                elide: Text.ElideRight
            }
            Row {
                visible: root.seat !== ""
                width: parent.width
                spacing: Theme.gap1

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: "map-pin"
                    size: 3.8 * Theme.unit
                    color: root.tone
                }
                TextLine {
                    width: parent.width - x
                    text: root.seat
                    size: Theme.text3
                    color: Theme.soft
                    elide: Text.ElideRight
                }
            }
        }
    }
}
