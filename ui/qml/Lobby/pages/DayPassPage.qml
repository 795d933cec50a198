import QtQuick
import Lobby
import Lobby.Models

/** A guest is in: the number of their badge, and a code to photograph that lets them out again. */
Item {
    id: root

    required property KioskModel model

    readonly property bool hasCode: model.page.dayPass !== ""
    readonly property string since: model.page.cameAt === "" ? qsTr("You're checked in.")
        : qsTr("You checked in at %1.").arg(model.page.cameAt)
    readonly property string told: !model.page.hasHost ? ""
        : model.page.host === "" ? qsTr("We let your host know that you are here.")
        : qsTr("We let %1 know that you are here.").arg(model.page.host)
    readonly property bool isBeside: !Theme.portrait && !Theme.crowded

    PageFrame {
        id: frame
        anchors.fill: parent
        model: root.model
        gap: Theme.gap3
        onEscaped: root.model.timedOut()

        head: VerdictBand {
            tone: "good"
            iconName: "check"
            iconSize: (Theme.portrait ? 11 : 13) * Theme.unit
            headline: root.model.page.name === "" ? qsTr("Welcome") : qsTr("Welcome, %1").arg(root.model.page.name)
            headlineSize: Theme.text5
            smallestHeadline: Theme.text4
            detail: root.told === "" ? root.since : root.since + " " + root.told
            corner: frame.corner
        }
        middle: Grid {
            id: content

            readonly property real cell: root.isBeside && root.hasCode ? (width - spacing) / 2 : width

            columns: root.isBeside && root.hasCode ? 2 : 1
            spacing: Theme.gap3

            Card {
                width: content.cell
                implicitHeight: words.implicitHeight + 2 * Theme.gap3
                height: root.isBeside || !root.hasCode ? Math.max(implicitHeight, content.height) : implicitHeight

                Column {
                    id: words
                    anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: Theme.gap3 }
                    spacing: Theme.gap1

                    TextLine {
                        width: parent.width
                        text: qsTr("Your badge")
                        size: Theme.text3
                        wght: Theme.semibold
                        color: Theme.soft
                        horizontalAlignment: Text.AlignHCenter
                        wrapMode: Text.Wrap
                        Accessible.ignored: true
                    }
                    TextLine {
                        width: parent.width
                        text: Theme.whole(root.model.page.badge)
                        size: Theme.large(root.isBeside ? 26 : 20)
                        wght: Theme.heading
                        color: Theme.accent
                        horizontalAlignment: Text.AlignHCenter
                        Accessible.name: qsTr("Your badge has the number %1.").arg(text)
                    }
                    TextLine {
                        width: parent.width
                        text: root.hasCode ? qsTr("Take the badge with this number.")
                            : qsTr("Hold your day pass up when you leave, or type this number.")
                        size: Theme.text2
                        color: Theme.soft
                        horizontalAlignment: Text.AlignHCenter
                        wrapMode: Text.Wrap
                    }
                }
            }
            Card {
                width: content.cell
                visible: root.hasCode
                implicitHeight: photo.implicitHeight + 2 * Theme.gap3
                height: root.isBeside ? Math.max(implicitHeight, content.height) : implicitHeight

                Column {
                    id: photo
                    anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: Theme.gap3 }
                    spacing: Theme.gap2

                    QrCode {
                        anchors.horizontalCenter: parent.horizontalCenter
                        text: root.model.page.dayPass
                        name: qsTr("Your day pass")
                        side: (root.isBeside ? 34 : 40) * Theme.unit
                    }
                    TextLine {
                        width: parent.width
                        text: qsTr("Take a photo of this: it checks you out when you leave.")
                        size: Theme.text3
                        wght: Theme.semibold
                        horizontalAlignment: Text.AlignHCenter
                        wrapMode: Text.Wrap
                    }
                }
            }
        }
        actions: ButtonRow {
            id: row

            Button {
                width: row.cellWidth
                height: row.cellHeight
                implicitHeight: implicitContentHeight + 2 * Theme.gap1
                iconName: "log-out"
                text: qsTr("I'm leaving")
                onClicked: root.model.leaveChosen()
            }
            Button {
                width: row.cellWidth
                height: row.cellHeight
                implicitHeight: implicitContentHeight + 2 * Theme.gap1
                kind: "filled"
                iconName: "check"
                text: qsTr("Done")
                onClicked: root.model.timedOut()
            }
        }
    }
}
