import QtQuick
import Lobby

/** A sentence that sends somebody to the desk: the band above, where the desk is below. */
PageFrame {
    id: root

    required property string tone
    required property string iconName
    required property string headline
    required property string detail
    required property string hint

    headShare: Theme.portrait ? 0.4 : 0.6
    gap: Theme.kioskMargin
    onEscaped: model.timedOut()

    head: VerdictBand {
        tone: root.tone
        iconName: root.iconName
        headline: root.headline
        detail: root.detail
        corner: root.corner
    }
    middle: Item {
        implicitHeight: card.implicitHeight + Theme.gap3 + hint.implicitHeight

        HelpCard {
            id: card
            width: parent.width
            height: parent.height - hint.height - Theme.gap3
            place: root.model.page.placeOfHelp
        }
        HintLine {
            id: hint
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            iconName: "scan-line"
            hint: root.hint
            size: Theme.text2
        }
    }
}
