import QtQuick
import Lobby

/** Somebody who is here: face, name, what they do, since when, one offer and one ask. A touch shows the rest. */
Touchable {
    id: root

    required property string name
    required property string initials
    required property int hue
    required property string photo
    required property string headline
    required property string mode
    required property string since
    required property bool isEarlier
    required property string offer
    required property string ask
    required property bool isGone

    readonly property bool dimmed: mode === "heads_down" || isEarlier
    readonly property string here: isEarlier ? qsTr("Here earlier today")
        : mode === "heads_down" ? qsTr("Heads down since %1").arg(since) : qsTr("Here since %1").arg(since)
    readonly property bool isLarge: Theme.textScale > 1.2
    readonly property real small: Theme.text(2.2)

    enabled: !isGone
    focusPolicy: Qt.NoFocus // the list has the focus, and hands it on to one card
    text: isGone ? qsTr("No longer here") : name
    Accessible.description: [headline, here, offer, ask].filter(words => words !== "").join(". ")
    ground: isGone ? "transparent" : Theme.card
    edge: isGone ? Theme.line : "transparent"
    padding: 2.4 * Theme.unit
    onActiveFocusChanged: if (activeFocus) focusReason = Qt.TabFocusReason

    contentItem: Item {
        TextLine {
            anchors.centerIn: parent
            visible: root.isGone
            text: root.text
            size: root.small
            color: Theme.soft
            Accessible.ignored: true
        }
        Avatar {
            id: face
            visible: !root.isGone
            initials: root.initials
            hue: root.hue
            photo: root.photo
            dimmed: root.dimmed
        }
        Column {
            id: who
            anchors { left: face.right; right: parent.right; leftMargin: 1.8 * Theme.unit }
            visible: !root.isGone
            spacing: 0.3 * Theme.unit

            TextLine {
                width: parent.width
                text: root.name
                size: Theme.text(2.9)
                wght: Theme.bold
                color: root.dimmed ? Theme.soft : Theme.ink
                wrapMode: root.isLarge ? Text.WordWrap : Text.NoWrap
                maximumLineCount: root.isLarge ? 2 : 1
                fontSizeMode: root.isLarge ? Text.FixedSize : Text.HorizontalFit
                minimumPixelSize: Math.round(Theme.text(2.3))
                elide: Text.ElideRight
                mayBeCut: true
                Accessible.ignored: true
            }
            TextLine {
                width: parent.width
                visible: text !== ""
                text: root.headline
                size: root.small
                color: Theme.soft
                elide: Text.ElideRight
                mayBeCut: true
                Accessible.ignored: true
            }
            PhraseLine {
                width: parent.width
                iconName: root.isEarlier ? "clock" : root.mode === "heads_down" ? "headphones" : "message-circle"
                iconColor: Theme.soft
                color: Theme.soft
                phrase: root.here
                size: root.small
                lines: 2
            }
        }
        Column {
            // Large letters leave a card room that few names need: words stay together there.
            y: root.isLarge ? who.height + Theme.gap2 : parent.height - height
            width: parent.width
            visible: !root.isGone
            spacing: Theme.gap1

            OfferLine {
                width: parent.width
                visible: phrase !== ""
                phrase: root.offer
                size: Theme.text(2.3)
                dimmed: root.dimmed
                mayBeCut: true
            }
            AskLine {
                width: parent.width
                visible: phrase !== ""
                phrase: root.ask
                size: Theme.text(2.3)
                dimmed: root.dimmed
                mayBeCut: true
            }
        }
    }
}
