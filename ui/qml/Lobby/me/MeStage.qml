import QtQuick
import Lobby
import Lobby.Models

/** One part of one's own page: a head with the way back, what it is about, what can be done. */
PageFrame {
    id: root

    readonly property MeRoom me: model.rooms.me
    property string title: ""
    property string detail: ""
    property alias hasFace: top.hasFace

    headMargin: Theme.kioskMargin
    onEscaped: me.backAsked()
    head: MeHead {
        id: top
        title: root.title
        detail: root.detail
        isSaved: root.me.isSaved
        initials: root.model.page.initials
        hue: root.model.page.hue
        photo: root.me.record.photo
        corner: root.corner
        hasRing: root.hasRing && !Theme.crowded
        onBack: root.me.backAsked()
    }
}
