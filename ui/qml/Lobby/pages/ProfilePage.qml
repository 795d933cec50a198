import QtQuick
import Lobby
import Lobby.Models

/** One person whole, and a wave for whoever held up their own code. */
FocusScope {
    id: root

    required property KioskModel model

    readonly property WhosHereRoom room: model.rooms.whosHere
    readonly property ProfileModel profile: room.profile
    readonly property real margin: Theme.kioskMargin
    readonly property bool isWide: !Theme.portrait && Theme.textScale < 1.3
    // Words need room beside the pill that says there are more of them.
    readonly property real wordsRoom: (isWide ? height : wave.y - Theme.gap2) - words.y
    readonly property bool isLong: content.height + 2 * content.y > wordsRoom
    readonly property real panelWidth: isWide ? 60 * Theme.unit : width

    focus: true
    Keys.onEscapePressed: room.back()
    Keys.onDownPressed: more.scrollTo(words.contentY + Theme.touch)
    Keys.onUpPressed: more.scrollTo(words.contentY - Theme.touch)
    Component.onCompleted: if (Hands.areOnKeys) back.forceActiveFocus(Qt.TabFocusReason)

    Rectangle {
        id: panel
        width: root.panelWidth
        height: root.isWide ? root.height : back.y + back.height + Theme.gap2
        color: Theme.helloTint
    }
    Button {
        id: back
        x: root.margin
        y: 4 * Theme.unit
        kind: "text"
        iconName: "arrow-left"
        text: root.room.hasList ? qsTr("Who's here") : qsTr("Back")
        size: Theme.text(2.5)
        onClicked: root.room.back()
    }
    Rise {
        anchors.fill: parent
        visible: !root.profile.isGone

        Flickable {
            id: who
            x: root.margin
            y: back.y + back.height + Theme.gap2
            width: panel.width - 2 * root.margin
            height: (wave.visible ? wave.y - Theme.gap2 : root.height) - y
            visible: root.isWide
            contentHeight: whoWide.height
            interactive: contentHeight > height
            clip: interactive
            boundsBehavior: Flickable.StopAtBounds

            ProfileWho {
                id: whoWide
                width: who.width
                profile: root.profile
            }
        }
        PageFade {
            y: who.y + who.height - height
            width: panel.width
            ground: Theme.helloTint
            visible: who.visible && who.interactive && !who.atYEnd
        }
        Flickable {
            id: words
            x: root.isWide ? panel.width : 0
            y: root.isWide ? 0 : panel.height
            width: root.width - x
            height: root.wordsRoom - (root.isLong ? more.height + (root.isWide ? Theme.gap4 : Theme.gap2) : 0)
            contentHeight: content.height + 2 * content.y
            interactive: root.isLong
            clip: interactive
            boundsBehavior: Flickable.StopAtBounds

            Column {
                id: content
                x: root.margin
                y: root.isWide ? root.margin : Theme.gap1
                width: words.width - 2 * x
                spacing: Theme.gap3

                Item {
                    width: parent.width
                    height: whoNarrow.height + Theme.gap3
                    visible: !root.isWide

                    Rectangle {
                        x: -content.x
                        y: -content.y
                        width: words.width
                        height: content.y + parent.height
                        color: Theme.helloTint
                    }
                    ProfileWho {
                        id: whoNarrow
                        width: parent.width
                        profile: root.profile
                        face: 18 * Theme.unit
                        isBeside: Theme.textScale < 1.3
                    }
                }
                ProfileWords {
                    width: parent.width
                    profile: root.profile
                }
            }
        }
        PageFade {
            x: words.x
            y: words.y + words.height - height
            width: words.width
            visible: root.isLong && !words.atYEnd
        }
        MorePill {
            id: more
            x: words.x + (words.width - width) / 2
            y: words.y + words.height + Theme.gap2
            width: Math.min(words.width - 2 * root.margin, implicitWidth)
            visible: root.isLong
            view: words
        }
        WaveButton {
            id: wave
            x: root.margin
            y: root.height - root.margin - height
            width: panel.width - 2 * root.margin
            height: Math.max(11 * Theme.unit, implicitHeight)
            model: root.model
            key: root.profile.key
            name: root.profile.firstName
            isNamed: true
            size: Theme.text(3.2)
        }
    }
    Heading {
        id: gone
        x: root.isWide ? panel.width + root.margin : root.margin
        width: root.width - x - root.margin
        anchors.verticalCenter: parent.verticalCenter
        visible: root.profile.isGone
        text: qsTr("This person has left, or does not want to be seen any more.")
        size: Theme.large(5)
        maximumLineCount: 20
        onVisibleChanged: if (gone.visible) gone.Accessible.announce(gone.text)
    }
}
