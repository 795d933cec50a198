import QtQuick
import Lobby

/** One thing worth walking over for: an ask that somebody here can meet, or one person's words. */
Rectangle {
    id: root

    required property string kind // pair | ask | offer
    required property string name
    required property string initials
    required property int hue
    required property string photo
    required property string words
    required property string helperName
    required property string helperInitials
    required property int helperHue
    required property string helperPhoto
    required property string helperWords
    required property string seat

    readonly property real inset: 3 * Theme.unit
    readonly property color tone: kind === "offer" ? Theme.accent : Theme.hello
    readonly property string teller: kind === "offer" ? qsTr("%1 can help with this.").arg(name)
                                                      : qsTr("%1 is looking for this.").arg(name)
    readonly property real room: width - 2 * inset
    readonly property real faceSize: (level ? 6.4 : 8) * Theme.unit
    readonly property bool level: width > 1.6 * height
    // Where it is low for its letters, names have one line.
    readonly property int tellerLines: height < Theme.text(level ? 36 : 44) ? 1 : 2
    readonly property bool isPair: kind === "pair"
    readonly property string answer: isPair ? qsTr("%1 offers:", "an offer follows").arg(helperName)
        : kind === "ask" ? qsTr("Can you help? Say hello.") : qsTr("Need that? Say hello.")

    color: kind === "offer" ? Theme.accentTint : Theme.helloTint
    radius: Theme.radius
    Accessible.role: Accessible.Grouping
    Accessible.name: [headline.text, teller, answer, helperWords].join(" ").trim()

    TextLine {
        id: headline

        x: root.inset
        y: root.inset - 0.6 * Theme.unit
        width: root.room
        height: asker.y - y - Theme.gap1
        text: root.words
        size: Theme.large(6.6)
        wght: Theme.heading
        color: root.tone
        wrapMode: Text.WordWrap
        elide: Text.ElideRight
        mayBeCut: true
        fontSizeMode: Text.Fit
        minimumPixelSize: Math.round(Theme.textScale > 1 ? Theme.text3 : Theme.text(3.8))
        verticalAlignment: Text.AlignTop
        Accessible.role: Accessible.Heading
    }

    WallTeller {
        id: asker

        x: root.inset
        y: closing.y - height - Theme.gap1
        width: root.room
        diameter: root.isPair || Theme.textScale > 1 ? root.faceSize : 11 * Theme.unit
        initials: root.initials
        hue: root.hue
        photo: root.photo
        text: root.teller
        lines: root.tellerLines
    }

    Column {
        id: closing

        x: root.inset
        y: parent.height - height - root.inset
        width: root.room
        spacing: 0.4 * Theme.unit

        WallTeller {
            visible: root.isPair
            width: upright.visible ? root.room - upright.width - Theme.gap2 : root.room
            diameter: root.faceSize
            initials: root.helperInitials
            hue: root.helperHue
            photo: root.helperPhoto
            text: root.answer
            lines: root.tellerLines
        }
        TextLine {
            width: parent.width
            text: root.isPair ? root.helperWords : root.answer
            size: Math.max(Theme.large(4.2), Theme.text3)
            wght: root.isPair ? Theme.semibold : Theme.medium
            lineHeight: 0.95
            wrapMode: Text.WordWrap
            maximumLineCount: root.level && Theme.textScale === 1 ? 1 : 2
            elide: Text.ElideRight
            mayBeCut: root.isPair
        }
        WallSeat {
            visible: root.seat !== "" && !upright.visible
            width: parent.width
            seat: root.seat
            tone: root.tone
        }
    }

    // A low panel has no room below, but beside.
    WallSeat {
        id: upright

        visible: root.seat !== "" && root.level && root.isPair
        x: root.width - width - root.inset
        y: closing.y + (root.faceSize - height) / 2
        width: Math.min(implicitWidth, 0.42 * root.room)
        seat: root.seat
        tone: root.tone
    }
}
